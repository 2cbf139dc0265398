package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.in.DiscardDeadLetter;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedDiscardDeadLetter implements DiscardDeadLetter {

    private final DiscardDeadLetter discardDeadLetter;
    private final PortObserver observer;

    public ObservedDiscardDeadLetter(DiscardDeadLetter discardDeadLetter, PortObserver observer) {
        this.discardDeadLetter = discardDeadLetter;
        this.observer = observer;
    }

    @Override
    public Outcome discard(Command command) {
        return observer.call(MesCall.DISCARD_DEAD_LETTER, () -> discardDeadLetter.discard(command), Refused.class::isInstance);
    }
}
