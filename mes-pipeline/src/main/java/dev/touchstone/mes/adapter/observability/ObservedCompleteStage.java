package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.in.CompleteStage;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedCompleteStage implements CompleteStage {

    private final CompleteStage completeStage;
    private final PortObserver observer;

    public ObservedCompleteStage(CompleteStage completeStage, PortObserver observer) {
        this.completeStage = completeStage;
        this.observer = observer;
    }

    @Override
    public Outcome complete(Command command) {
        return observer.call(MesCall.COMPLETE_STAGE, () -> completeStage.complete(command), Refused.class::isInstance);
    }
}
