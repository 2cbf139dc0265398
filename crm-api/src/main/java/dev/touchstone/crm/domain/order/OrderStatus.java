package dev.touchstone.crm.domain.order;

/** Every status an order can have in the suite, spelled as in the shop database. No path through them leads back up this list. */
public enum OrderStatus {
    SUBMITTED, PRICED, REJECTED, ACCEPTED, CANCELLED, APPROVED, IN_PRODUCTION, PRODUCED, SHIPPED, CLOSED
}
