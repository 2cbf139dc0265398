package dev.touchstone.mes.application.port.in;

import dev.touchstone.mes.domain.content.ContentReader;
import dev.touchstone.mes.domain.conveyor.StageRun;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrderStatus;
import java.util.List;
import java.util.Optional;

/** Work orders, and the files that belong to them. */
public interface ViewWorkOrders {

    /** Newest first. */
    List<WorkOrder> list(Filter filter);

    Optional<Details> find(OrderId order);

    /** Hands the model's STL to the reader. Empty, and the reader not called, when there is no such work order. */
    <T> Optional<T> readModel(OrderId order, ContentReader<T> reader);

    /** Hands the toolpath's G-code to the reader. Empty, and the reader not called, when it has not been made (yet). */
    <T> Optional<T> readToolpath(OrderId order, ContentReader<T> reader);

    /**
     * @param after the last order of the previous page
     * @param limit at most so many, positive
     */
    record Filter(Optional<WorkOrderStatus> status, Optional<OrderId> after, int limit) {}

    /** @param runs in the order of the conveyor */
    record Details(WorkOrder workOrder, List<StageRun> runs) {}
}
