package dev.touchstone.mes.application.port.in;

import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.StageResult;
import java.time.Instant;

/** Records a station's result on the work order and sends it on, in one transaction. */
public interface CompleteStage {

    Outcome complete(Command command);

    record Command(OrderId order, StageResult result, Instant startedAt) {}

    sealed interface Outcome {}

    record Completed() implements Outcome {}

    sealed interface Refused extends Outcome {}

    /** The work order is elsewhere by now; nothing was changed. */
    record NotDue() implements Refused {}
}
