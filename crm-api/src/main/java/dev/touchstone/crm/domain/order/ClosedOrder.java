package dev.touchstone.crm.domain.order;

/** Nothing is left to do. */
public record ClosedOrder(OrderDetails details) implements Order {
    @Override
    public OrderStatus status() {
        return OrderStatus.CLOSED;
    }
}
