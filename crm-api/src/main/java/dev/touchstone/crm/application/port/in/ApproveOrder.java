package dev.touchstone.crm.application.port.in;

import dev.touchstone.crm.domain.order.ApprovedOrder;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.crm.domain.session.UserId;

/** Releases an accepted order to production. A second approval is refused: the order is accepted no longer. */
public interface ApproveOrder {
    Outcome approve(Command command);

    /** @param by the manager, who is recorded */
    record Command(OrderId order, UserId by) {}

    sealed interface Outcome permits Approved, Refused {}

    record Approved(ApprovedOrder order) implements Outcome {}

    sealed interface Refused extends Outcome permits UnknownOrder, NotAccepted, ChangedMeanwhile {}

    record UnknownOrder(OrderId order) implements Refused {}

    record NotAccepted(OrderId order, OrderStatus status) implements Refused {}

    /** Someone else changed the order while it was being looked at; nothing was done. */
    record ChangedMeanwhile(OrderId order) implements Refused {}
}
