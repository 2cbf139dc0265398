package dev.touchstone.mes.application.port.in;

import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.StageResult;
import java.time.Instant;

/**
 * Does one station's work, which may take long, outside any transaction. It leaves the work order as it is until {@link CompleteStage}
 * records the result, so a repetition after a crash does no harm.
 */
public interface PerformStage {

    Outcome perform(Command command);

    /** @param enqueuedAt when the work was put into the station's queue */
    record Command(OrderId order, Stage stage, Instant enqueuedAt) {}

    sealed interface Outcome {}

    record Performed(StageResult result) implements Outcome {}

    sealed interface Refused extends Outcome {}

    /** The station found that the piece can not be made. */
    record Rejected(StageResult result) implements Refused {}

    /** The work order is elsewhere by now (cancelled, or done before); no work was done. */
    record NotDue() implements Refused {}
}
