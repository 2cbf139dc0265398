package dev.touchstone.mes.application.port.in;

import dev.touchstone.mes.domain.deadletter.DeadLetter;
import dev.touchstone.mes.domain.deadletter.QueueName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What lies among the dead letters, and stays there. */
public interface ViewDeadLetters {

    Outcome list(Filter filter);

    /**
     * @param queue all queues when left out
     * @param limit at most so many letters of each queue, positive
     */
    record Filter(Optional<QueueName> queue, int limit) {}

    sealed interface Outcome {}

    record Listed(List<Pile> piles) implements Outcome {}

    sealed interface Refused extends Outcome {}

    record UnknownQueue() implements Refused {}

    /**
     * @param letters how many there are, listed or not
     * @param oldest the longest dead first
     */
    record Pile(QueueName queue, int letters, List<Aged> oldest) {}

    record Aged(DeadLetter letter, Optional<Duration> age) {}
}
