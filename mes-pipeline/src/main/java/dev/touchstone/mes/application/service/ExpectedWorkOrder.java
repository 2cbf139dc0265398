package dev.touchstone.mes.application.service;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.WorkOrder;

/** The work order that a conveyor message speaks of. Message and work order are written in one transaction, so it has to be there. */
final class ExpectedWorkOrder {

    private ExpectedWorkOrder() {}

    static WorkOrder find(WorkOrders workOrders, OrderId order) {
        return workOrders.find(order)
                .orElseThrow(() -> new TechnicalFailure(TechnicalFailure.Code.WORK_ORDER_MISSING, "no work order for order " + order));
    }
}
