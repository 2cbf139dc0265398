package dev.touchstone.shop.application.port.out;

import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderPage;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import java.util.List;
import java.util.Optional;

/** All orders ever placed, with their histories. */
public interface Orders {
    void add(SubmittedOrder order);

    /**
     * Keeps an order one step further than it was read.
     *
     * @return false, with nothing changed, when the order kept is no longer the version before this one
     */
    boolean advance(Order order);

    Optional<Order> find(OrderId id);

    List<Order> of(CustomerId customer, OrderPage page);
}
