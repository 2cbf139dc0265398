package dev.touchstone.crm.domain.order;

/** Released to the conveyor. */
public record ApprovedOrder(OrderDetails details) implements Order {
    @Override
    public OrderStatus status() {
        return OrderStatus.APPROVED;
    }
}
