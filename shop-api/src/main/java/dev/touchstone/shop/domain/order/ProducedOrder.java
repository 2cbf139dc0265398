package dev.touchstone.shop.domain.order;

import java.util.Objects;

/** Made and inspected; a manager has to ship it. */
public record ProducedOrder(OrderDetails details, Quote quote, Progress progress) implements QuotedOrder {
    public ProducedOrder {
        Objects.requireNonNull(quote, "quote");
        progress.mustStandAt(OrderStatus.PRODUCED);
    }
}
