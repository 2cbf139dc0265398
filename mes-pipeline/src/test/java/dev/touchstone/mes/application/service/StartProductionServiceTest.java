package dev.touchstone.mes.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mes.application.port.in.StartProduction;
import dev.touchstone.mes.application.port.in.StartProduction.Started;
import dev.touchstone.mes.application.port.in.StartProduction.TooEarly;
import dev.touchstone.mes.application.port.in.StartProduction.TooLate;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.workorder.OrderEvent.ProductionStarted;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.SlicingWorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrderStatus;
import dev.touchstone.mes.fake.RecordedConveyor.Dispatch;
import dev.touchstone.mes.fake.Workshop;
import org.junit.jupiter.api.Test;

class StartProductionServiceTest {

    private final Workshop workshop = new Workshop();
    private final StartProduction startProduction = new StartProductionService(
            workshop.workOrders, workshop.conveyor, workshop.events, workshop.unitOfWork, workshop.clock);

    @Test
    void sendsAPricedWorkOrderToTheSlicerAndSaysSo() {
        OrderId order = workshop.priced();

        assertThat(start(order)).isEqualTo(new Started());
        assertThat(workshop.find(order)).isInstanceOf(SlicingWorkOrder.class);
        assertThat(workshop.conveyor.dispatches).containsExactly(new Dispatch(order, Stage.SLICING, Workshop.NOW));
        assertThat(workshop.told).containsExactly(new ProductionStarted(order, Workshop.NOW));
    }

    @Test
    void isTooEarlyForAnOrderThatIsUnknownOrNotPriced() {
        assertThat(start(Workshop.newOrder())).isEqualTo(new TooEarly());
        assertThat(start(workshop.received())).isEqualTo(new TooEarly());
        assertThatNothingHappened();
    }

    @Test
    void hasNoEffectOnceThePieceIsInProductionOrBeyond() {
        assertThat(start(workshop.slicing())).isEqualTo(new TooLate(WorkOrderStatus.IN_PRODUCTION));
        assertThat(start(workshop.machining(Stage.POLISHING))).isEqualTo(new TooLate(WorkOrderStatus.IN_PRODUCTION));
        assertThat(start(workshop.produced())).isEqualTo(new TooLate(WorkOrderStatus.PRODUCED));
        assertThat(start(workshop.rejected())).isEqualTo(new TooLate(WorkOrderStatus.REJECTED));
        assertThat(start(workshop.cancel(workshop.priced()))).isEqualTo(new TooLate(WorkOrderStatus.CANCELLED));
        assertThatNothingHappened();
    }

    private StartProduction.Outcome start(OrderId order) {
        return startProduction.start(new StartProduction.Command(order));
    }

    private void assertThatNothingHappened() {
        assertThat(workshop.conveyor.dispatches).isEmpty();
        assertThat(workshop.told).isEmpty();
    }
}
