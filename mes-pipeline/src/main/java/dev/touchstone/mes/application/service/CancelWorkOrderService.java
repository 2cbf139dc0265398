package dev.touchstone.mes.application.service;

import dev.touchstone.mes.application.port.in.CancelWorkOrder;
import dev.touchstone.mes.application.port.out.UnitOfWork;
import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.domain.workorder.CancellableWorkOrder;
import dev.touchstone.mes.domain.workorder.CancelledWorkOrder;
import dev.touchstone.mes.domain.workorder.ProducedWorkOrder;
import dev.touchstone.mes.domain.workorder.RejectedWorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrder;

public final class CancelWorkOrderService implements CancelWorkOrder {

    private final WorkOrders workOrders;
    private final UnitOfWork unitOfWork;

    public CancelWorkOrderService(WorkOrders workOrders, UnitOfWork unitOfWork) {
        this.workOrders = workOrders;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Outcome cancel(Command command) {
        return unitOfWork.execute(() -> workOrders.find(command.order()).map(this::cancel).orElseGet(TooEarly::new));
    }

    private Outcome cancel(WorkOrder workOrder) {
        return switch (workOrder) {
            case CancellableWorkOrder open -> {
                workOrders.save(open.cancel());
                yield new Cancelled();
            }
            case RejectedWorkOrder _, ProducedWorkOrder _, CancelledWorkOrder _ -> new TooLate(workOrder.status());
        };
    }
}
