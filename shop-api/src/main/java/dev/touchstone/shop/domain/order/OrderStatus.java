package dev.touchstone.shop.domain.order;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where an order stands. Declared in the order of its life, so that sorting by status sorts a history: the ways
 * branch (REJECTED, CANCELLED) but never turn back, and an order passes each status at most once.
 */
public enum OrderStatus {
    SUBMITTED, PRICED, REJECTED, ACCEPTED, APPROVED, IN_PRODUCTION, PRODUCED, SHIPPED, CLOSED, CANCELLED;

    /** The statuses that one step leads to; empty at the end of a life. */
    public Set<OrderStatus> next() {
        return switch (this) {
            case SUBMITTED -> EnumSet.of(PRICED, REJECTED);
            case PRICED -> EnumSet.of(ACCEPTED, CANCELLED);
            case ACCEPTED -> EnumSet.of(APPROVED, CANCELLED);
            case APPROVED -> EnumSet.of(IN_PRODUCTION);
            case IN_PRODUCTION -> EnumSet.of(PRODUCED);
            case PRODUCED -> EnumSet.of(SHIPPED);
            case SHIPPED -> EnumSet.of(CLOSED);
            case REJECTED, CLOSED, CANCELLED -> EnumSet.noneOf(OrderStatus.class);
        };
    }

    /** True when the order can still come to {@code status}; false for the status that it has. */
    public boolean leadsTo(OrderStatus status) {
        return next().contains(status) || next().stream().anyMatch(step -> step.leadsTo(status));
    }
}
