package dev.touchstone.shop.domain.order;

import java.util.Objects;

/** The customer agreed to the price; a manager has to approve. */
public record AcceptedOrder(OrderDetails details, Quote quote, Progress progress) implements CancellableOrder {
    public AcceptedOrder {
        Objects.requireNonNull(quote, "quote");
        progress.mustStandAt(OrderStatus.ACCEPTED);
    }
}
