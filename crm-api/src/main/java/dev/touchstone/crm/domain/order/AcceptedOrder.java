package dev.touchstone.crm.domain.order;

import java.time.Instant;

/** The customer took the price; a manager decides whether it is made. */
public record AcceptedOrder(OrderDetails details) implements Order {
    @Override
    public OrderStatus status() {
        return OrderStatus.ACCEPTED;
    }

    public ApprovedOrder approve(Instant at) {
        return new ApprovedOrder(details.after(OrderStatus.APPROVED, at));
    }
}
