package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrderStatus;
import java.util.List;
import java.util.Optional;

public interface WorkOrders {

    /** False, and nothing changed, when there is one for this order already. */
    boolean add(ReceivedWorkOrder workOrder);

    /**
     * Replaces the version that the step was decided on by the next one.
     *
     * @throws dev.touchstone.mes.application.TechnicalFailure WORK_ORDER_CHANGED when that version is no longer the latest
     */
    void save(WorkOrder workOrder);

    Optional<WorkOrder> find(OrderId order);

    /** Newest first (by order id, whose leading bits are its time), those before {@code after} where given. */
    List<WorkOrder> list(Optional<WorkOrderStatus> status, Optional<OrderId> after, int limit);
}
