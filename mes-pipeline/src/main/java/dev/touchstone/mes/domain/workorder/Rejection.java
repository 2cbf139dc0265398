package dev.touchstone.mes.domain.workorder;

/**
 * @param code for programs
 * @param reason one sentence for the customer
 */
public record Rejection(RejectionCode code, String reason) {}
