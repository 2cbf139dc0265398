package dev.touchstone.mes.domain.workorder;

public record RejectedWorkOrder(Commission commission, Rejection rejection, int version) implements WorkOrder {}
