package dev.touchstone.mes.application.port.in;

import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import java.util.Optional;

/**
 * Sends dead letters back to the queue that they came from, with all attempts before them. A letter whose message has had its effect
 * has none again.
 */
public interface ReplayDeadLetters {

    Outcome replay(Command command);

    /** @param letter all that the queue holds now when left out */
    record Command(QueueName queue, Optional<LetterId> letter) {}

    sealed interface Outcome {}

    /** @param letters fewer than there were when the broker failed in between; the others are still dead */
    record Replayed(int letters) implements Outcome {}

    sealed interface Refused extends Outcome {}

    record UnknownQueue() implements Refused {}

    record UnknownLetter() implements Refused {}
}
