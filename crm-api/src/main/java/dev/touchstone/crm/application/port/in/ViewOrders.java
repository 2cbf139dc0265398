package dev.touchstone.crm.application.port.in;

import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Every customer's orders. */
public interface ViewOrders {
    Optional<Order> view(OrderId order);

    /** Newest first. */
    List<Order> list(Query query);

    /**
     * @param status only orders in it; any when empty
     * @param after  only orders that follow this one in the list, so that a page begins where the last one ended
     * @param limit  at most so many orders, 1 to {@value #LARGEST_LIMIT}
     */
    record Query(Optional<OrderStatus> status, Optional<OrderId> after, int limit) {
        public static final int LARGEST_LIMIT = 200;

        public Query {
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(after, "after");
            if (limit < 1 || limit > LARGEST_LIMIT) {
                throw new IllegalArgumentException("a page has 1 to " + LARGEST_LIMIT + " orders");
            }
        }
    }
}
