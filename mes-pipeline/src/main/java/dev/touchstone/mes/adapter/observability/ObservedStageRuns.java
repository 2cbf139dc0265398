package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.out.StageRuns;
import dev.touchstone.mes.domain.conveyor.StageRun;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.observability.port.PortObserver;
import java.util.List;

public final class ObservedStageRuns implements StageRuns {

    private final StageRuns stageRuns;
    private final PortObserver observer;

    public ObservedStageRuns(StageRuns stageRuns, PortObserver observer) {
        this.stageRuns = stageRuns;
        this.observer = observer;
    }

    @Override
    public void add(OrderId order, StageRun run) {
        observer.run(MesCall.ADD_STAGE_RUN, () -> stageRuns.add(order, run));
    }

    @Override
    public List<StageRun> of(OrderId order) {
        return observer.call(MesCall.STAGE_RUNS_OF, () -> stageRuns.of(order));
    }
}
