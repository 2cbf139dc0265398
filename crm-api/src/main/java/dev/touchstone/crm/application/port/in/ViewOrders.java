package dev.touchstone.crm.application.port.in;

import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderPage;
import java.util.List;
import java.util.Optional;

/** Shows managers every customer's orders. */
public interface ViewOrders {
    Optional<Order> order(OrderId order);

    List<Order> orders(OrderPage page);
}
