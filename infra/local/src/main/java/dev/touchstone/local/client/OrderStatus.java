package dev.touchstone.local.client;

/** The states of an order, in the order of its life. */
public enum OrderStatus {
    SUBMITTED, PRICED, REJECTED, ACCEPTED, CANCELLED, APPROVED, IN_PRODUCTION, PRODUCED, SHIPPED, CLOSED;

    /** Whether nothing follows. */
    public boolean ended() {
        return this == REJECTED || this == CANCELLED || this == CLOSED;
    }
}
