package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.in.CountOrders;
import dev.touchstone.shop.domain.order.OrderStatus;
import java.util.Map;

public final class ObservedCountOrders implements CountOrders {
    private final CountOrders countOrders;
    private final PortObserver observer;

    public ObservedCountOrders(CountOrders countOrders, PortObserver observer) {
        this.countOrders = countOrders;
        this.observer = observer;
    }

    @Override
    public Map<OrderStatus, Standing> byStatus() {
        return observer.call(ShopCall.COUNT_ORDERS, () -> countOrders.byStatus());
    }
}
