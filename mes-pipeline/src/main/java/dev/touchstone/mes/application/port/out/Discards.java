package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.domain.deadletter.Discard;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import java.util.Optional;

/** The book of what was discarded, by whom and why. */
public interface Discards {

    /** False, and nothing changed, when this letter of this queue is in the book already. */
    boolean add(Discard discard);

    Optional<Discard> find(QueueName queue, LetterId letter);
}
