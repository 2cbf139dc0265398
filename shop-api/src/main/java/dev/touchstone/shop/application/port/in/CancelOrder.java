package dev.touchstone.shop.application.port.in;

import dev.touchstone.shop.domain.order.CancelledOrder;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderStatus;

/** The customer calls an order off that is priced and not yet approved. */
public interface CancelOrder {
    Outcome cancel(Command command);

    record Command(CustomerId customer, OrderId order) {}

    sealed interface Outcome permits Cancelled, Refused {}

    record Cancelled(CancelledOrder order) implements Outcome {}

    sealed interface Refused extends Outcome permits UnknownOrder, NotCancellable, ChangedMeanwhile {}

    /** No such order, or somebody else's: the customer can't tell which. */
    record UnknownOrder(OrderId order) implements Refused {}

    record NotCancellable(OrderStatus status) implements Refused {}

    /** Somebody changed the order at the same moment and was faster. */
    record ChangedMeanwhile() implements Refused {}
}
