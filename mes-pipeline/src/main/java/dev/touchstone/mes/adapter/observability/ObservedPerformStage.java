package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.in.PerformStage;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedPerformStage implements PerformStage {

    private final PerformStage performStage;
    private final PortObserver observer;

    public ObservedPerformStage(PerformStage performStage, PortObserver observer) {
        this.performStage = performStage;
        this.observer = observer;
    }

    @Override
    public Outcome perform(Command command) {
        return observer.call(MesCall.PERFORM_STAGE, () -> performStage.perform(command), Refused.class::isInstance);
    }
}
