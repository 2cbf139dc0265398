package dev.touchstone.crm.domain.order;

import java.time.Instant;

/** Made and inspected; waits to be sent. */
public record ProducedOrder(OrderDetails details) implements Order {
    @Override
    public OrderStatus status() {
        return OrderStatus.PRODUCED;
    }

    public ShippedOrder ship(Instant at) {
        return new ShippedOrder(details.after(OrderStatus.SHIPPED, at));
    }
}
