package dev.touchstone.mes.application.port.in;

import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.WorkOrderStatus;

/** Stops a work order at the next station boundary. */
public interface CancelWorkOrder {

    Outcome cancel(Command command);

    record Command(OrderId order) {}

    sealed interface Outcome {}

    record Cancelled() implements Outcome {}

    sealed interface Refused extends Outcome {}

    /** The cancellation overtook the order itself. Try again later. */
    record TooEarly() implements Refused {}

    /** Rejected, produced or cancelled already; nothing was changed. */
    record TooLate(WorkOrderStatus status) implements Refused {}
}
