package dev.touchstone.crm.application.service;

import dev.touchstone.crm.application.port.in.ViewOrders;
import dev.touchstone.crm.application.port.out.Orders;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderPage;
import java.util.List;
import java.util.Optional;

public final class ViewOrdersService implements ViewOrders {
    private final Orders orders;

    public ViewOrdersService(Orders orders) {
        this.orders = orders;
    }

    @Override
    public Optional<Order> order(OrderId order) {
        return orders.find(order);
    }

    @Override
    public List<Order> orders(OrderPage page) {
        return orders.page(page);
    }
}
