package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.fake.InMemoryStageRuns;
import dev.touchstone.mes.fake.Workshop;

class InMemoryStageRunsTest extends StageRunsContract {

    private final StageRuns stageRuns = new InMemoryStageRuns();

    @Override
    protected StageRuns stageRuns() {
        return stageRuns;
    }

    @Override
    protected OrderId knownOrder() {
        return Workshop.newOrder();
    }
}
