package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.out.OrderIds;
import dev.touchstone.shop.domain.order.OrderId;

public final class ObservedOrderIds implements OrderIds {
    private final OrderIds orderIds;
    private final PortObserver observer;

    public ObservedOrderIds(OrderIds orderIds, PortObserver observer) {
        this.orderIds = orderIds;
        this.observer = observer;
    }

    @Override
    public OrderId next() {
        return observer.call(ShopCall.NEXT_ORDER_ID, () -> orderIds.next());
    }
}
