package dev.touchstone.shop.domain.order;

import java.time.Instant;
import java.util.Objects;

/** A status and when the order came to it. */
public record Milestone(OrderStatus status, Instant at) {
    public Milestone {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(at, "at");
    }
}
