package dev.touchstone.crm.application.port.in;

import dev.touchstone.crm.domain.order.ClosedOrder;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.crm.domain.session.UserId;

/** Ends a shipped order. A second closure is refused. */
public interface CloseOrder {
    Outcome close(Command command);

    /** @param by the manager, who is recorded */
    record Command(OrderId order, UserId by) {}

    sealed interface Outcome permits Closed, Refused {}

    record Closed(ClosedOrder order) implements Outcome {}

    sealed interface Refused extends Outcome permits UnknownOrder, NotShipped, ChangedMeanwhile {}

    record UnknownOrder(OrderId order) implements Refused {}

    record NotShipped(OrderId order, OrderStatus status) implements Refused {}

    /** Someone else changed the order while it was being looked at; nothing was done. */
    record ChangedMeanwhile(OrderId order) implements Refused {}
}
