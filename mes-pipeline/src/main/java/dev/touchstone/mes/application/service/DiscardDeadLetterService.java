package dev.touchstone.mes.application.service;

import dev.touchstone.mes.application.port.in.DiscardDeadLetter;
import dev.touchstone.mes.application.port.out.DeadLetters;
import dev.touchstone.mes.application.port.out.Discards;
import dev.touchstone.mes.domain.deadletter.Discard;
import java.time.Clock;

/**
 * The book first, then the removal: a crash in between leaves a letter that is in the book and still there, which the next try
 * removes.
 */
public final class DiscardDeadLetterService implements DiscardDeadLetter {

    private final DeadLetters deadLetters;
    private final Discards discards;
    private final Clock clock;

    public DiscardDeadLetterService(DeadLetters deadLetters, Discards discards, Clock clock) {
        this.deadLetters = deadLetters;
        this.discards = discards;
        this.clock = clock;
    }

    @Override
    public Outcome discard(Command command) {
        if (!deadLetters.queues().contains(command.queue())) {
            return new UnknownQueue();
        }
        boolean removed = deadLetters.remove(command.queue(), command.letter(), (letter, payload) ->
                discards.add(new Discard(command.queue(), letter, payload, command.reason(), command.by(), clock.instant())));
        return removed || discards.find(command.queue(), command.letter()).isPresent() ? new Discarded() : new UnknownLetter();
    }
}
