package dev.touchstone.shop.fakes;

import dev.touchstone.shop.application.port.out.Orders;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderPage;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import java.util.List;
import java.util.Optional;

/** Orders that somebody else always changes between the reading and the writing. */
public record OvertakenOrders(Orders orders) implements Orders {
    @Override
    public void add(SubmittedOrder order) {
        orders.add(order);
    }

    @Override
    public boolean advance(Order order) {
        return false;
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return orders.find(id);
    }

    @Override
    public List<Order> of(CustomerId customer, OrderPage page) {
        return orders.of(customer, page);
    }
}
