package dev.touchstone.shop.domain.order;

import java.util.Objects;
import java.util.UUID;

/** A UUIDv7: ids sort by the time of placing. */
public record OrderId(UUID value) {
    public OrderId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
