package dev.touchstone.mes.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mes.application.port.in.CompleteStage;
import dev.touchstone.mes.application.port.in.CompleteStage.Command;
import dev.touchstone.mes.application.port.in.CompleteStage.Completed;
import dev.touchstone.mes.application.port.in.CompleteStage.NotDue;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.conveyor.StageRun;
import dev.touchstone.mes.domain.workorder.MachiningWorkOrder;
import dev.touchstone.mes.domain.workorder.OrderEvent.OrderPriced;
import dev.touchstone.mes.domain.workorder.OrderEvent.OrderProduced;
import dev.touchstone.mes.domain.workorder.OrderEvent.OrderRejected;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.PricedWorkOrder;
import dev.touchstone.mes.domain.workorder.ProducedWorkOrder;
import dev.touchstone.mes.domain.workorder.RejectedWorkOrder;
import dev.touchstone.mes.domain.workorder.StageResult;
import dev.touchstone.mes.domain.workorder.StageResult.Machined;
import dev.touchstone.mes.domain.workorder.StageResult.Quoted;
import dev.touchstone.mes.domain.workorder.StageResult.Sliced;
import dev.touchstone.mes.domain.workorder.StageResult.Unfit;
import dev.touchstone.mes.fake.RecordedConveyor.Dispatch;
import dev.touchstone.mes.fake.Workshop;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CompleteStageServiceTest {

    private static final Instant STARTED = Workshop.NOW.minusSeconds(5);

    private final Workshop workshop = new Workshop();
    private final CompleteStage completeStage = new CompleteStageService(
            workshop.workOrders, workshop.runs, workshop.conveyor, workshop.events, workshop.unitOfWork, workshop.clock);

    @Test
    void recordsThePriceTellsItAndWaitsForPeople() {
        OrderId order = workshop.received();

        assertThat(complete(order, new Quoted(Workshop.QUOTE))).isEqualTo(new Completed());
        assertThat(workshop.find(order)).isInstanceOf(PricedWorkOrder.class);
        assertThat(workshop.told).containsExactly(new OrderPriced(order, Workshop.QUOTE, Workshop.NOW));
        assertThat(workshop.conveyor.dispatches).isEmpty();
        assertThat(workshop.runs.of(order))
                .containsExactly(new StageRun(Stage.PRICING, STARTED, Workshop.NOW, StageRun.Outcome.COMPLETED));
    }

    @Test
    void recordsARejectionAndTellsIt() {
        OrderId order = workshop.received();

        assertThat(complete(order, new Unfit(Workshop.REJECTION))).isEqualTo(new Completed());
        assertThat(workshop.find(order)).isInstanceOf(RejectedWorkOrder.class);
        assertThat(workshop.told).containsExactly(new OrderRejected(order, Workshop.REJECTION, Workshop.NOW));
        assertThat(workshop.conveyor.dispatches).isEmpty();
        assertThat(workshop.runs.of(order)).extracting(StageRun::outcome).containsExactly(StageRun.Outcome.REJECTED);
    }

    @Test
    void sendsASlicedPieceToTheFurnace() {
        OrderId order = workshop.slicing();

        assertThat(complete(order, new Sliced(Workshop.TOOLPATH))).isEqualTo(new Completed());
        assertThat(workshop.find(order)).isInstanceOf(MachiningWorkOrder.class);
        assertThat(workshop.conveyor.dispatches).containsExactly(new Dispatch(order, Stage.CASTING, Workshop.NOW));
        assertThat(workshop.told).isEmpty();
    }

    @Test
    void sendsAPieceFromMachineToMachine() {
        OrderId order = workshop.machining(Stage.CASTING);

        complete(order, new Machined(Stage.CASTING));
        complete(order, new Machined(Stage.POLISHING));

        assertThat(workshop.conveyor.dispatches).extracting(Dispatch::stage).containsExactly(Stage.POLISHING, Stage.INSPECTION);
        assertThat(workshop.runs.of(order)).extracting(StageRun::stage).containsExactly(Stage.CASTING, Stage.POLISHING);
        assertThat(workshop.told).isEmpty();
    }

    @Test
    void tellsThatAnInspectedPieceIsProduced() {
        OrderId order = workshop.machining(Stage.INSPECTION);

        assertThat(complete(order, new Machined(Stage.INSPECTION))).isEqualTo(new Completed());
        assertThat(workshop.find(order)).isInstanceOf(ProducedWorkOrder.class);
        assertThat(workshop.told).containsExactly(new OrderProduced(order, Workshop.TOOLPATH, Workshop.NOW));
        assertThat(workshop.conveyor.dispatches).isEmpty();
    }

    @Test
    void dropsResultsThatTheWorkOrderDoesNotWaitFor() {
        assertThat(complete(workshop.priced(), new Quoted(Workshop.QUOTE))).isEqualTo(new NotDue());
        assertThat(complete(workshop.priced(), new Unfit(Workshop.REJECTION))).isEqualTo(new NotDue());
        assertThat(complete(workshop.machining(Stage.CASTING), new Sliced(Workshop.TOOLPATH))).isEqualTo(new NotDue());
        assertThat(complete(workshop.machining(Stage.POLISHING), new Machined(Stage.CASTING))).isEqualTo(new NotDue());
        assertThat(complete(workshop.produced(), new Machined(Stage.INSPECTION))).isEqualTo(new NotDue());
        assertThatNothingHappened();
    }

    @Test
    void stopsACancelledPieceAtTheStationBoundary() {
        OrderId order = workshop.cancel(workshop.machining(Stage.CASTING));

        assertThat(complete(order, new Machined(Stage.CASTING))).isEqualTo(new NotDue());
        assertThatNothingHappened();
    }

    private CompleteStage.Outcome complete(OrderId order, StageResult result) {
        return completeStage.complete(new Command(order, result, STARTED));
    }

    private void assertThatNothingHappened() {
        assertThat(workshop.conveyor.dispatches).isEmpty();
        assertThat(workshop.told).isEmpty();
    }
}
