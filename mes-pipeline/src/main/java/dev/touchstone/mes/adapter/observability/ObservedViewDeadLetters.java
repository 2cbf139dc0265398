package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.in.ViewDeadLetters;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedViewDeadLetters implements ViewDeadLetters {

    private final ViewDeadLetters viewDeadLetters;
    private final PortObserver observer;

    public ObservedViewDeadLetters(ViewDeadLetters viewDeadLetters, PortObserver observer) {
        this.viewDeadLetters = viewDeadLetters;
        this.observer = observer;
    }

    @Override
    public Outcome list(Filter filter) {
        return observer.call(MesCall.LIST_DEAD_LETTERS, () -> viewDeadLetters.list(filter), Refused.class::isInstance);
    }
}
