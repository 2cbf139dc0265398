package dev.touchstone.mes.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mes.application.port.in.CancelWorkOrder;
import dev.touchstone.mes.application.port.in.CancelWorkOrder.Cancelled;
import dev.touchstone.mes.application.port.in.CancelWorkOrder.TooEarly;
import dev.touchstone.mes.application.port.in.CancelWorkOrder.TooLate;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.WorkOrderStatus;
import dev.touchstone.mes.fake.Workshop;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancelWorkOrderServiceTest {

    private final Workshop workshop = new Workshop();
    private final CancelWorkOrder cancelWorkOrder = new CancelWorkOrderService(workshop.workOrders, workshop.unitOfWork);

    @Test
    void cancelsWhateverIsNotFinished() {
        for (OrderId order : List.of(workshop.received(), workshop.priced(), workshop.slicing(), workshop.machining(Stage.INSPECTION))) {
            assertThat(cancel(order)).isEqualTo(new Cancelled());
            assertThat(workshop.find(order).status()).isEqualTo(WorkOrderStatus.CANCELLED);
        }
    }

    @Test
    void isTooEarlyForAnOrderThatIsUnknown() {
        assertThat(cancel(Workshop.newOrder())).isEqualTo(new TooEarly());
    }

    @Test
    void leavesFinishedWorkOrdersAlone() {
        assertThat(cancel(workshop.produced())).isEqualTo(new TooLate(WorkOrderStatus.PRODUCED));
        assertThat(cancel(workshop.rejected())).isEqualTo(new TooLate(WorkOrderStatus.REJECTED));
        assertThat(cancel(workshop.cancel(workshop.received()))).isEqualTo(new TooLate(WorkOrderStatus.CANCELLED));
    }

    private CancelWorkOrder.Outcome cancel(OrderId order) {
        return cancelWorkOrder.cancel(new CancelWorkOrder.Command(order));
    }
}
