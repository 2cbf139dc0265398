package dev.touchstone.mes.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.conveyor.StageRun;
import dev.touchstone.mes.domain.conveyor.StageRun.Outcome;
import dev.touchstone.mes.domain.workorder.OrderId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What any store of stage runs keeps. */
public abstract class StageRunsContract {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00.000001Z");

    protected abstract StageRuns stageRuns();

    /** An order that has a work order and no run. */
    protected abstract OrderId knownOrder();

    @Test
    void keepsRunsInTheOrderOfTheConveyor() {
        OrderId order = knownOrder();
        StageRun slicing = new StageRun(Stage.SLICING, START.plusSeconds(2), START.plusSeconds(3), Outcome.COMPLETED);
        StageRun pricing = new StageRun(Stage.PRICING, START, START.plusSeconds(1), Outcome.REJECTED);

        stageRuns().add(order, slicing);
        stageRuns().add(order, pricing);

        assertThat(stageRuns().of(order)).containsExactly(pricing, slicing);
        assertThat(stageRuns().of(knownOrder())).isEmpty();
    }

    @Test
    void refusesASecondRunOfAStage() {
        OrderId order = knownOrder();
        StageRun run = new StageRun(Stage.CASTING, START, START, Outcome.COMPLETED);
        stageRuns().add(order, run);

        assertThatThrownBy(() -> stageRuns().add(order, run)).isInstanceOf(RuntimeException.class);
        assertThat(stageRuns().of(order)).containsExactly(run);
    }
}
