package dev.touchstone.shop.domain.order;

import java.time.Instant;
import java.util.Objects;

/** The customer knows the price and decides. */
public record PricedOrder(OrderDetails details, Quote quote, Progress progress) implements CancellableOrder {
    public PricedOrder {
        Objects.requireNonNull(quote, "quote");
        progress.mustStandAt(OrderStatus.PRICED);
    }

    public AcceptedOrder accept(Instant at) {
        return new AcceptedOrder(details, quote, progress.to(OrderStatus.ACCEPTED, at));
    }
}
