package dev.touchstone.shop.domain.order;

/**
 * An order in one of its states. A change is a method of the states that allow it, so a forbidden one does not
 * compile. crm-api approves, ships and closes orders; those steps are states here, without a method.
 */
public sealed interface Order permits SubmittedOrder, RejectedOrder, QuotedOrder {
    OrderDetails details();

    Progress progress();

    default OrderId id() {
        return details().id();
    }

    default OrderStatus status() {
        return progress().status();
    }

    default boolean belongsTo(CustomerId customer) {
        return details().customer().equals(customer);
    }
}
