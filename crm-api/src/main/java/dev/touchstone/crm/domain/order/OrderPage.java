package dev.touchstone.crm.domain.order;

import java.util.Objects;
import java.util.Optional;

/**
 * A stretch of the list of orders, newest first.
 *
 * @param status only orders in it; any when empty
 * @param after  only orders that follow this one, so that a page begins where the last one ended
 * @param limit  at most so many orders, 1 to {@value #LARGEST}
 */
public record OrderPage(Optional<OrderStatus> status, Optional<OrderId> after, int limit) {
    public static final int LARGEST = 100;

    public OrderPage {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(after, "after");
        if (limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("a page has 1 to " + LARGEST + " orders");
        }
    }
}
