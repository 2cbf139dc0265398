package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.domain.conveyor.StageRun;
import dev.touchstone.mes.domain.workorder.OrderId;
import java.util.List;

public interface StageRuns {

    /** Times are kept to the microsecond. */
    void add(OrderId order, StageRun run);

    /** In the order of the conveyor. */
    List<StageRun> of(OrderId order);
}
