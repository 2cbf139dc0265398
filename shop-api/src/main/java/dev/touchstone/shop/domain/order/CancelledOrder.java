package dev.touchstone.shop.domain.order;

import java.util.Objects;

/** The end: called off by the customer. */
public record CancelledOrder(OrderDetails details, Quote quote, Progress progress) implements QuotedOrder {
    public CancelledOrder {
        Objects.requireNonNull(quote, "quote");
        progress.mustStandAt(OrderStatus.CANCELLED);
    }
}
