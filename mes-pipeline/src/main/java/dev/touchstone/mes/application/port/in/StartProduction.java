package dev.touchstone.mes.application.port.in;

import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.WorkOrderStatus;

/** Sends an approved order down the conveyor, beginning with the slicer. */
public interface StartProduction {

    Outcome start(Command command);

    record Command(OrderId order) {}

    sealed interface Outcome {}

    record Started() implements Outcome {}

    sealed interface Refused extends Outcome {}

    /** The approval overtook what it builds on: not received or not priced yet. Try again later. */
    record TooEarly() implements Refused {}

    /** In production already, or beyond it; nothing was changed. */
    record TooLate(WorkOrderStatus status) implements Refused {}
}
