package dev.touchstone.shop.application.port.in;

import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderPage;
import java.util.List;
import java.util.Optional;

/** Shows customers their own orders; somebody else's is not there. */
public interface ViewOrders {
    Optional<Order> order(CustomerId customer, OrderId order);

    List<Order> orders(CustomerId customer, OrderPage page);
}
