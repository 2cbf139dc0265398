package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.in.StartProduction;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedStartProduction implements StartProduction {

    private final StartProduction startProduction;
    private final PortObserver observer;

    public ObservedStartProduction(StartProduction startProduction, PortObserver observer) {
        this.startProduction = startProduction;
        this.observer = observer;
    }

    @Override
    public Outcome start(Command command) {
        return observer.call(MesCall.START_PRODUCTION, () -> startProduction.start(command), Refused.class::isInstance);
    }
}
