package dev.touchstone.mes.application.port.in;

import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;

/** Removes a dead letter for good and keeps who did so and why. Idempotent: the first reason stays. */
public interface DiscardDeadLetter {

    Outcome discard(Command command);

    /** @param by subject of the operator */
    record Command(QueueName queue, LetterId letter, String reason, String by) {}

    sealed interface Outcome {}

    record Discarded() implements Outcome {}

    sealed interface Refused extends Outcome {}

    record UnknownQueue() implements Refused {}

    record UnknownLetter() implements Refused {}
}
