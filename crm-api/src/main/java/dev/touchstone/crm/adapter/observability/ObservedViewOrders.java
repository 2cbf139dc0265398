package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.in.ViewOrders;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderPage;
import dev.touchstone.observability.port.PortObserver;
import java.util.List;
import java.util.Optional;

public final class ObservedViewOrders implements ViewOrders {
    private final ViewOrders viewOrders;
    private final PortObserver observer;

    public ObservedViewOrders(ViewOrders viewOrders, PortObserver observer) {
        this.viewOrders = viewOrders;
        this.observer = observer;
    }

    @Override
    public Optional<Order> order(OrderId order) {
        return observer.call(CrmCall.VIEW_ORDERS_ORDER, () -> viewOrders.order(order));
    }

    @Override
    public List<Order> orders(OrderPage page) {
        return observer.call(CrmCall.VIEW_ORDERS_ORDERS, () -> viewOrders.orders(page));
    }
}
