package dev.touchstone.shop.domain.order;

import java.util.Objects;

/** The end: delivered. */
public record ClosedOrder(OrderDetails details, Quote quote, Progress progress) implements QuotedOrder {
    public ClosedOrder {
        Objects.requireNonNull(quote, "quote");
        progress.mustStandAt(OrderStatus.CLOSED);
    }
}
