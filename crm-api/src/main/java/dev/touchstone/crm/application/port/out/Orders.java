package dev.touchstone.crm.application.port.out;

import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderPage;
import dev.touchstone.crm.domain.session.UserId;
import java.util.List;
import java.util.Optional;

/** The orders that the shop took; the CRM adds none and removes none. */
public interface Orders {
    Optional<Order> find(OrderId id);

    List<Order> page(OrderPage page);

    /**
     * Stores {@code next} over {@code current}, with the transition between them and who decided on it.
     *
     * @param by the manager
     * @return false, and nothing is stored, when {@code current} is not the stored version any more
     */
    boolean replace(Order current, Order next, UserId by);
}
