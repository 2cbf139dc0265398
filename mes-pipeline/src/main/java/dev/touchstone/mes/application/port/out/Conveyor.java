package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.workorder.OrderId;
import java.time.Instant;

public interface Conveyor {

    /** Puts the work into the station's queue when, and only when, the transaction commits. */
    void dispatch(OrderId order, Stage stage, Instant at);
}
