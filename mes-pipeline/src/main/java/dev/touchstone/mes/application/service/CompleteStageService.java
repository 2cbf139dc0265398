package dev.touchstone.mes.application.service;

import dev.touchstone.mes.application.port.in.CompleteStage;
import dev.touchstone.mes.application.port.out.Conveyor;
import dev.touchstone.mes.application.port.out.OrderEvents;
import dev.touchstone.mes.application.port.out.StageRuns;
import dev.touchstone.mes.application.port.out.UnitOfWork;
import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.domain.conveyor.StageRun;
import dev.touchstone.mes.domain.workorder.MachiningWorkOrder;
import dev.touchstone.mes.domain.workorder.OrderEvent;
import dev.touchstone.mes.domain.workorder.OrderEvent.OrderPriced;
import dev.touchstone.mes.domain.workorder.OrderEvent.OrderProduced;
import dev.touchstone.mes.domain.workorder.OrderEvent.OrderRejected;
import dev.touchstone.mes.domain.workorder.PricedWorkOrder;
import dev.touchstone.mes.domain.workorder.ProducedWorkOrder;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.domain.workorder.RejectedWorkOrder;
import dev.touchstone.mes.domain.workorder.SlicingWorkOrder;
import dev.touchstone.mes.domain.workorder.StageResult;
import dev.touchstone.mes.domain.workorder.StageResult.Machined;
import dev.touchstone.mes.domain.workorder.StageResult.Quoted;
import dev.touchstone.mes.domain.workorder.StageResult.Sliced;
import dev.touchstone.mes.domain.workorder.StageResult.Unfit;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

public final class CompleteStageService implements CompleteStage {

    private final WorkOrders workOrders;
    private final StageRuns runs;
    private final Conveyor conveyor;
    private final OrderEvents events;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public CompleteStageService(WorkOrders workOrders, StageRuns runs, Conveyor conveyor, OrderEvents events, UnitOfWork unitOfWork, Clock clock) {
        this.workOrders = workOrders;
        this.runs = runs;
        this.conveyor = conveyor;
        this.events = events;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Outcome complete(Command command) {
        return unitOfWork.execute(() -> apply(command.result(), ExpectedWorkOrder.find(workOrders, command.order()))
                .map(next -> record(command, next))
                .orElseGet(NotDue::new));
    }

    /** The step that the result means for a work order that waits for it. */
    private static Optional<WorkOrder> apply(StageResult result, WorkOrder workOrder) {
        return switch (result) {
            case Quoted quoted when workOrder instanceof ReceivedWorkOrder received -> Optional.of(received.price(quoted.quote()));
            case Unfit unfit when workOrder instanceof ReceivedWorkOrder received -> Optional.of(received.reject(unfit.rejection()));
            case Sliced sliced when workOrder instanceof SlicingWorkOrder slicing -> Optional.of(slicing.sliced(sliced.toolpath()));
            case Machined machined when workOrder instanceof MachiningWorkOrder machining && machining.stage() == machined.stage() ->
                    Optional.of(machining.machined());
            default -> Optional.empty();
        };
    }

    private Outcome record(Command command, WorkOrder next) {
        Instant now = clock.instant();
        workOrders.save(next);
        runs.add(next.id(), new StageRun(command.result().stage(), command.startedAt(), now, outcome(command.result())));
        next.dueStage().ifPresent(stage -> conveyor.dispatch(next.id(), stage, now));
        news(next, now).ifPresent(events::publish);
        return new Completed();
    }

    private static StageRun.Outcome outcome(StageResult result) {
        return switch (result) {
            case Unfit _ -> StageRun.Outcome.REJECTED;
            case Quoted _, Sliced _, Machined _ -> StageRun.Outcome.COMPLETED;
        };
    }

    /** What the rest of the house wants to hear of; stations in between are the workshop's own business. */
    private static Optional<OrderEvent> news(WorkOrder next, Instant now) {
        return switch (next) {
            case PricedWorkOrder priced -> Optional.of(new OrderPriced(priced.id(), priced.quote(), now));
            case RejectedWorkOrder rejected -> Optional.of(new OrderRejected(rejected.id(), rejected.rejection(), now));
            case ProducedWorkOrder produced -> Optional.of(new OrderProduced(produced.id(), produced.toolpath(), now));
            default -> Optional.empty();
        };
    }
}
