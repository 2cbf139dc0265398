package dev.touchstone.crm.domain.order;

import java.time.Instant;

/** On its way to the customer. */
public record ShippedOrder(OrderDetails details) implements Order {
    @Override
    public OrderStatus status() {
        return OrderStatus.SHIPPED;
    }

    public ClosedOrder close(Instant at) {
        return new ClosedOrder(details.after(OrderStatus.CLOSED, at));
    }
}
