package dev.touchstone.mes.application.service;

import dev.touchstone.mes.application.port.in.ViewDeadLetters;
import dev.touchstone.mes.application.port.out.DeadLetters;
import dev.touchstone.mes.domain.deadletter.DeadLetter;
import dev.touchstone.mes.domain.deadletter.QueueName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

public final class ViewDeadLettersService implements ViewDeadLetters {

    private final DeadLetters deadLetters;
    private final Clock clock;

    public ViewDeadLettersService(DeadLetters deadLetters, Clock clock) {
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    @Override
    public Outcome list(Filter filter) {
        Set<QueueName> known = deadLetters.queues();
        Collection<QueueName> wanted = filter.queue().<Collection<QueueName>>map(List::of).orElse(known);
        if (!known.containsAll(wanted)) {
            return new UnknownQueue();
        }
        return new Listed(wanted.stream().map(queue -> pile(queue, filter.limit())).toList());
    }

    private Pile pile(QueueName queue, int limit) {
        DeadLetters.Pile pile = deadLetters.look(queue, limit);
        Instant now = clock.instant();
        return new Pile(queue, pile.letters(), pile.oldest().stream().map(letter -> aged(letter, now)).toList());
    }

    /** Clocks of two machines may disagree by a little; nothing has been dead for a negative time. */
    private static Aged aged(DeadLetter letter, Instant now) {
        return new Aged(letter, letter.deadSince().map(since -> since.isAfter(now) ? Duration.ZERO : Duration.between(since, now)));
    }
}
