package dev.touchstone.mes.application.service;

import dev.touchstone.mes.application.port.in.StartProduction;
import dev.touchstone.mes.application.port.out.Conveyor;
import dev.touchstone.mes.application.port.out.OrderEvents;
import dev.touchstone.mes.application.port.out.UnitOfWork;
import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.workorder.OrderEvent.ProductionStarted;
import dev.touchstone.mes.domain.workorder.PricedWorkOrder;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import java.time.Clock;
import java.time.Instant;

public final class StartProductionService implements StartProduction {

    private final WorkOrders workOrders;
    private final Conveyor conveyor;
    private final OrderEvents events;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public StartProductionService(WorkOrders workOrders, Conveyor conveyor, OrderEvents events, UnitOfWork unitOfWork, Clock clock) {
        this.workOrders = workOrders;
        this.conveyor = conveyor;
        this.events = events;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Outcome start(Command command) {
        return unitOfWork.execute(() -> workOrders.find(command.order()).map(this::start).orElseGet(TooEarly::new));
    }

    private Outcome start(WorkOrder workOrder) {
        return switch (workOrder) {
            case ReceivedWorkOrder _ -> new TooEarly();
            case PricedWorkOrder priced -> {
                Instant now = clock.instant();
                workOrders.save(priced.startProduction());
                conveyor.dispatch(priced.id(), Stage.SLICING, now);
                events.publish(new ProductionStarted(priced.id(), now));
                yield new Started();
            }
            default -> new TooLate(workOrder.status());
        };
    }
}
