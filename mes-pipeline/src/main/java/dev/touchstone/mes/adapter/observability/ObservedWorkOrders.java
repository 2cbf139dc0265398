package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrderStatus;
import dev.touchstone.observability.port.PortObserver;
import java.util.List;
import java.util.Optional;

public final class ObservedWorkOrders implements WorkOrders {

    private final WorkOrders workOrders;
    private final PortObserver observer;

    public ObservedWorkOrders(WorkOrders workOrders, PortObserver observer) {
        this.workOrders = workOrders;
        this.observer = observer;
    }

    @Override
    public boolean add(ReceivedWorkOrder workOrder) {
        return observer.call(MesCall.ADD_WORK_ORDER, () -> workOrders.add(workOrder));
    }

    @Override
    public void save(WorkOrder workOrder) {
        observer.run(MesCall.SAVE_WORK_ORDER, () -> workOrders.save(workOrder));
    }

    @Override
    public Optional<WorkOrder> find(OrderId order) {
        return observer.call(MesCall.FIND_WORK_ORDER, () -> workOrders.find(order));
    }

    @Override
    public List<WorkOrder> list(Optional<WorkOrderStatus> status, Optional<OrderId> after, int limit) {
        return observer.call(MesCall.PAGE_WORK_ORDERS, () -> workOrders.list(status, after, limit));
    }
}
