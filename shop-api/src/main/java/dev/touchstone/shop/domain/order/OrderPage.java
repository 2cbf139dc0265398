package dev.touchstone.shop.domain.order;

import java.util.Optional;

/** Which orders to show: newest first, from the one after {@code after} on, at most {@code limit}. */
public record OrderPage(Optional<OrderStatus> status, Optional<OrderId> after, int limit) {
    public static final int LARGEST = 100;

    public OrderPage {
        if (limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("a page has 1 to " + LARGEST + " orders");
        }
    }
}
