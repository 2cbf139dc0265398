package dev.touchstone.mes.domain.workorder;

import java.util.UUID;

/** Identity of a customer's order. It names the work order too: there is exactly one for each order. */
public record OrderId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
