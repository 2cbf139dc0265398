package dev.touchstone.shop.application.port.in;

import dev.touchstone.shop.domain.order.AcceptedOrder;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderStatus;

/** The customer agrees to the price of a priced order. */
public interface AcceptPrice {
    Outcome accept(Command command);

    record Command(CustomerId customer, OrderId order) {}

    sealed interface Outcome permits Accepted, Refused {}

    record Accepted(AcceptedOrder order) implements Outcome {}

    sealed interface Refused extends Outcome permits UnknownOrder, NotPriced, ChangedMeanwhile {}

    /** No such order, or somebody else's: the customer can't tell which. */
    record UnknownOrder(OrderId order) implements Refused {}

    record NotPriced(OrderStatus status) implements Refused {}

    /** Somebody changed the order at the same moment and was faster. */
    record ChangedMeanwhile() implements Refused {}
}
