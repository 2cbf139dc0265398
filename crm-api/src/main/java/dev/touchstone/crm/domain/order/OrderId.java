package dev.touchstone.crm.domain.order;

import java.util.Objects;
import java.util.UUID;

/** UUIDv7, given by the shop: ordering by it is ordering by the time of the order. */
public record OrderId(UUID value) {
    public OrderId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
