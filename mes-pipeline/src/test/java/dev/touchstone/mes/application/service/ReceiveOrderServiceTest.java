package dev.touchstone.mes.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mes.application.port.in.ReceiveOrder;
import dev.touchstone.mes.application.port.in.ReceiveOrder.AlreadyReceived;
import dev.touchstone.mes.application.port.in.ReceiveOrder.Received;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.workorder.Commission;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.fake.RecordedConveyor.Dispatch;
import dev.touchstone.mes.fake.Workshop;
import org.junit.jupiter.api.Test;

class ReceiveOrderServiceTest {

    private final Workshop workshop = new Workshop();
    private final ReceiveOrder receiveOrder =
            new ReceiveOrderService(workshop.workOrders, workshop.conveyor, workshop.unitOfWork, workshop.clock);
    private final Commission commission = Workshop.commission();
    private final ReceiveOrder.Command command = new ReceiveOrder.Command(commission.order(), commission.model(), commission.metal());

    @Test
    void opensAWorkOrderAndSendsItToPricing() {
        assertThat(receiveOrder.receive(command)).isEqualTo(new Received());

        assertThat(workshop.find(commission.order())).isEqualTo(new ReceivedWorkOrder(commission, 0));
        assertThat(workshop.conveyor.dispatches).containsExactly(new Dispatch(commission.order(), Stage.PRICING, Workshop.NOW));
    }

    @Test
    void receivesAnOrderOnceOnly() {
        receiveOrder.receive(command);

        assertThat(receiveOrder.receive(command)).isEqualTo(new AlreadyReceived());
        assertThat(workshop.conveyor.dispatches).hasSize(1);
    }

    @Test
    void doesNotReopenACancelledOrder() {
        workshop.received(commission);
        workshop.cancel(commission.order());

        assertThat(receiveOrder.receive(command)).isEqualTo(new AlreadyReceived());
        assertThat(workshop.conveyor.dispatches).isEmpty();
    }
}
