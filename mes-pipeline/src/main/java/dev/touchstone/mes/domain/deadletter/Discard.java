package dev.touchstone.mes.domain.deadletter;

import java.time.Instant;

/**
 * Somebody's decision that a message will never have its effect; with the payload, since it is nowhere else any more.
 *
 * @param by subject of the operator
 */
public record Discard(QueueName queue, DeadLetter letter, byte[] payload, String reason, String by, Instant at) {}
