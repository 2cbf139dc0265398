package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.in.ReplayDeadLetters;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedReplayDeadLetters implements ReplayDeadLetters {

    private final ReplayDeadLetters replayDeadLetters;
    private final PortObserver observer;

    public ObservedReplayDeadLetters(ReplayDeadLetters replayDeadLetters, PortObserver observer) {
        this.replayDeadLetters = replayDeadLetters;
        this.observer = observer;
    }

    @Override
    public Outcome replay(Command command) {
        return observer.call(MesCall.REPLAY_DEAD_LETTERS, () -> replayDeadLetters.replay(command), Refused.class::isInstance);
    }
}
