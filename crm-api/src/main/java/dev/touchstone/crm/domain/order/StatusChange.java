package dev.touchstone.crm.domain.order;

import java.time.Instant;
import java.util.Objects;

public record StatusChange(OrderStatus status, Instant at) {
    public StatusChange {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(at, "at");
    }
}
