package dev.touchstone.mes.fake;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.domain.workorder.CancelledWorkOrder;
import dev.touchstone.mes.domain.workorder.MachiningWorkOrder;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.PricedWorkOrder;
import dev.touchstone.mes.domain.workorder.ProducedWorkOrder;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.domain.workorder.RejectedWorkOrder;
import dev.touchstone.mes.domain.workorder.SlicingWorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrderStatus;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class InMemoryWorkOrders implements WorkOrders {

    // UUID.compareTo is signed; the text sorts by unsigned bytes, as the database does.
    private static final Comparator<WorkOrder> NEWEST_FIRST = Comparator.<WorkOrder, String>comparing(order -> order.id().toString()).reversed();

    private final Map<OrderId, WorkOrder> byOrder = new LinkedHashMap<>();

    @Override
    public synchronized boolean add(ReceivedWorkOrder workOrder) {
        return byOrder.putIfAbsent(workOrder.id(), workOrder) == null;
    }

    @Override
    public synchronized void save(WorkOrder workOrder) {
        WorkOrder present = byOrder.get(workOrder.id());
        if (present == null || present.version() != workOrder.version()) {
            throw new TechnicalFailure(TechnicalFailure.Code.WORK_ORDER_CHANGED, "work order " + workOrder.id());
        }
        byOrder.put(workOrder.id(), next(workOrder));
    }

    @Override
    public synchronized Optional<WorkOrder> find(OrderId order) {
        return Optional.ofNullable(byOrder.get(order));
    }

    @Override
    public synchronized List<WorkOrder> list(Optional<WorkOrderStatus> status, Optional<OrderId> after, int limit) {
        return byOrder.values().stream()
                .filter(order -> status.isEmpty() || order.status() == status.get())
                .filter(order -> after.isEmpty() || order.id().toString().compareTo(after.get().toString()) < 0)
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }

    private static WorkOrder next(WorkOrder workOrder) {
        int version = workOrder.version() + 1;
        return switch (workOrder) {
            case ReceivedWorkOrder w -> new ReceivedWorkOrder(w.commission(), version);
            case PricedWorkOrder w -> new PricedWorkOrder(w.commission(), w.quote(), version);
            case RejectedWorkOrder w -> new RejectedWorkOrder(w.commission(), w.rejection(), version);
            case SlicingWorkOrder w -> new SlicingWorkOrder(w.commission(), w.quote(), version);
            case MachiningWorkOrder w -> new MachiningWorkOrder(w.commission(), w.quote(), w.toolpath(), w.stage(), version);
            case ProducedWorkOrder w -> new ProducedWorkOrder(w.commission(), w.quote(), w.toolpath(), version);
            case CancelledWorkOrder w -> new CancelledWorkOrder(w.commission(), w.quote(), w.toolpath(), version);
        };
    }
}
