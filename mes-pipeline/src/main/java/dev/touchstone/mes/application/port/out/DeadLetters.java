package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.domain.deadletter.DeadLetter;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import java.util.List;
import java.util.Set;

/**
 * The dead letters of every queue. None is lost by looking at it, nor by a failure in the middle of anything here.
 *
 * <p>Where the broker can not be asked, everything but {@link #queues} throws
 * {@link dev.touchstone.mes.application.TechnicalFailure} BROKER. The queue has to be one of {@link #queues}.
 */
public interface DeadLetters {

    Set<QueueName> queues();

    /** At most {@code limit} letters, the longest dead first. */
    Pile look(QueueName queue, int limit);

    /** Sends one back to where it came from. False when there is no such letter. */
    boolean replay(QueueName queue, LetterId letter);

    /** Sends back all that are there now, or those before the broker failed; how many that were. */
    int replayAll(QueueName queue);

    /** Removes a letter after the record has been written. False, and nothing written, when there is no such letter. */
    boolean remove(QueueName queue, LetterId letter, Recorder recorder);

    /** @param letters how many there are in all */
    record Pile(int letters, List<DeadLetter> oldest) {}

    @FunctionalInterface
    interface Recorder {

        /** The letter stays when this throws. */
        void record(DeadLetter letter, byte[] payload);
    }
}
