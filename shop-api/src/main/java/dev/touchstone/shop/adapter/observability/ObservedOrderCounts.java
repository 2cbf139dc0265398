package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.out.OrderCounts;
import dev.touchstone.shop.domain.order.OrderStatus;
import java.util.Map;

public final class ObservedOrderCounts implements OrderCounts {
    private final OrderCounts orderCounts;
    private final PortObserver observer;

    public ObservedOrderCounts(OrderCounts orderCounts, PortObserver observer) {
        this.orderCounts = orderCounts;
        this.observer = observer;
    }

    @Override
    public Map<OrderStatus, Count> byStatus() {
        return observer.call(ShopCall.ORDER_COUNTS, () -> orderCounts.byStatus());
    }
}
