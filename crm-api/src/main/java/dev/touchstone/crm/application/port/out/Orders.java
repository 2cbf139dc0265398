package dev.touchstone.crm.application.port.out;

import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderStatus;
import java.util.List;
import java.util.Optional;

/** The orders that the shop took; the CRM adds none and removes none. */
public interface Orders {
    Optional<Order> find(OrderId id);

    /**
     * Newest first, at most {@code limit}.
     *
     * @param olderThan only orders placed before this one
     */
    List<Order> list(Optional<OrderStatus> status, Optional<OrderId> olderThan, int limit);

    /**
     * Stores {@code next} over {@code current}, with the transition between them.
     *
     * @return false, and nothing is stored, when {@code current} is not the stored version any more
     */
    boolean replace(Order current, Order next);
}
