package dev.touchstone.crm.domain.order;

import java.util.Objects;

/** The next step, when there is one, is the customer's or the conveyor's. */
public record OrderInOtherHands(OrderStatus status, OrderDetails details) implements Order {
    public OrderInOtherHands {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(details, "details");
    }
}
