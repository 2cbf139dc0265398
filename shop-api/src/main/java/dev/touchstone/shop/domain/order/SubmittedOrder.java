package dev.touchstone.shop.domain.order;

import java.time.Instant;

/** Placed; the conveyor is looking at the model. */
public record SubmittedOrder(OrderDetails details, Progress progress) implements Order {
    public SubmittedOrder {
        progress.mustStandAt(OrderStatus.SUBMITTED);
    }

    public static SubmittedOrder place(OrderDetails details, Instant at) {
        return new SubmittedOrder(details, Progress.start(at));
    }

    public PricedOrder price(Quote quote, Instant at) {
        return new PricedOrder(details, quote, progress.to(OrderStatus.PRICED, at));
    }

    public RejectedOrder reject(Rejection rejection, Instant at) {
        return new RejectedOrder(details, rejection, progress.to(OrderStatus.REJECTED, at));
    }
}
