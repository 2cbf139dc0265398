package dev.touchstone.crm.application.port.in;

import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.crm.domain.order.ShippedOrder;
import dev.touchstone.crm.domain.session.UserId;

/** Records that a produced piece was handed to the carrier. A second shipment is refused. */
public interface ShipOrder {
    Outcome ship(Command command);

    /** @param by the manager, who is recorded */
    record Command(OrderId order, UserId by) {}

    sealed interface Outcome permits Shipped, Refused {}

    record Shipped(ShippedOrder order) implements Outcome {}

    sealed interface Refused extends Outcome permits UnknownOrder, NotProduced, ChangedMeanwhile {}

    record UnknownOrder(OrderId order) implements Refused {}

    record NotProduced(OrderId order, OrderStatus status) implements Refused {}

    /** Someone else changed the order while it was being looked at; nothing was done. */
    record ChangedMeanwhile(OrderId order) implements Refused {}
}
