package dev.touchstone.mes.application.service;

import dev.touchstone.mes.application.port.in.ReplayDeadLetters;
import dev.touchstone.mes.application.port.out.DeadLetters;

public final class ReplayDeadLettersService implements ReplayDeadLetters {

    private final DeadLetters deadLetters;

    public ReplayDeadLettersService(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public Outcome replay(Command command) {
        if (!deadLetters.queues().contains(command.queue())) {
            return new UnknownQueue();
        }
        if (command.letter().isEmpty()) {
            return new Replayed(deadLetters.replayAll(command.queue()));
        }
        return deadLetters.replay(command.queue(), command.letter().get()) ? new Replayed(1) : new UnknownLetter();
    }
}
