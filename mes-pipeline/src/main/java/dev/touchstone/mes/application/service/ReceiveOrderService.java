package dev.touchstone.mes.application.service;

import dev.touchstone.mes.application.port.in.ReceiveOrder;
import dev.touchstone.mes.application.port.out.Conveyor;
import dev.touchstone.mes.application.port.out.UnitOfWork;
import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.workorder.Commission;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import java.time.Clock;
import java.time.Instant;

public final class ReceiveOrderService implements ReceiveOrder {

    private final WorkOrders workOrders;
    private final Conveyor conveyor;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public ReceiveOrderService(WorkOrders workOrders, Conveyor conveyor, UnitOfWork unitOfWork, Clock clock) {
        this.workOrders = workOrders;
        this.conveyor = conveyor;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Outcome receive(Command command) {
        Instant now = clock.instant();
        ReceivedWorkOrder workOrder = ReceivedWorkOrder.of(new Commission(command.order(), command.model(), command.metal(), now));
        return unitOfWork.execute(() -> {
            if (!workOrders.add(workOrder)) {
                return new AlreadyReceived();
            }
            conveyor.dispatch(command.order(), Stage.PRICING, now);
            return new Received();
        });
    }
}
