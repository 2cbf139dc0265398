package dev.touchstone.shop.application.service;

import dev.touchstone.shop.application.port.in.ViewOrders;
import dev.touchstone.shop.application.port.out.Orders;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderPage;
import java.util.List;
import java.util.Optional;

public final class ViewOrdersService implements ViewOrders {
    private final Orders orders;

    public ViewOrdersService(Orders orders) {
        this.orders = orders;
    }

    @Override
    public Optional<Order> order(CustomerId customer, OrderId order) {
        return orders.find(order).filter(found -> found.belongsTo(customer));
    }

    @Override
    public List<Order> orders(CustomerId customer, OrderPage page) {
        return orders.of(customer, page);
    }
}
