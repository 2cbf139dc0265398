package dev.touchstone.shop.domain.order;

import java.util.Objects;

/** The end: the model can't be made. */
public record RejectedOrder(OrderDetails details, Rejection rejection, Progress progress) implements Order {
    public RejectedOrder {
        Objects.requireNonNull(rejection, "rejection");
        progress.mustStandAt(OrderStatus.REJECTED);
    }
}
