package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.out.Orders;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderPage;
import dev.touchstone.crm.domain.session.UserId;
import dev.touchstone.observability.port.PortObserver;
import java.util.List;
import java.util.Optional;

public final class ObservedOrders implements Orders {
    private final Orders orders;
    private final PortObserver observer;

    public ObservedOrders(Orders orders, PortObserver observer) {
        this.orders = orders;
        this.observer = observer;
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return observer.call(CrmCall.ORDERS_FIND, () -> orders.find(id));
    }

    @Override
    public List<Order> page(OrderPage page) {
        return observer.call(CrmCall.ORDERS_PAGE, () -> orders.page(page));
    }

    @Override
    public boolean replace(Order current, Order next, UserId by) {
        return observer.call(CrmCall.ORDERS_REPLACE, () -> orders.replace(current, next, by));
    }
}
