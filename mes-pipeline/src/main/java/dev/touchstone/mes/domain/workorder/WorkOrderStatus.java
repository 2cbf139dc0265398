package dev.touchstone.mes.domain.workorder;

public enum WorkOrderStatus {
    RECEIVED,
    PRICED,
    REJECTED,
    IN_PRODUCTION,
    PRODUCED,
    CANCELLED
}
