package dev.touchstone.shop.domain.order;

import java.util.Objects;

/** On its way to the customer. */
public record ShippedOrder(OrderDetails details, Quote quote, Progress progress) implements QuotedOrder {
    public ShippedOrder {
        Objects.requireNonNull(quote, "quote");
        progress.mustStandAt(OrderStatus.SHIPPED);
    }
}
