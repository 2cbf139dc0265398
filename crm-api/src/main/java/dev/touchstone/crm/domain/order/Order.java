package dev.touchstone.crm.domain.order;

/**
 * A customer's order as a manager sees it. Only the states in which the next step is a manager's have a transition; all
 * other steps are the customer's or the conveyor's and can't be expressed here.
 */
public sealed interface Order permits AcceptedOrder, ApprovedOrder, ProducedOrder, ShippedOrder, ClosedOrder, OrderInOtherHands {
    OrderDetails details();

    OrderStatus status();

    static Order of(OrderStatus status, OrderDetails details) {
        return switch (status) {
            case ACCEPTED -> new AcceptedOrder(details);
            case APPROVED -> new ApprovedOrder(details);
            case PRODUCED -> new ProducedOrder(details);
            case SHIPPED -> new ShippedOrder(details);
            case CLOSED -> new ClosedOrder(details);
            case SUBMITTED, PRICED, REJECTED, CANCELLED, IN_PRODUCTION -> new OrderInOtherHands(status, details);
        };
    }
}
