package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.in.OpenSession;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedOpenSession implements OpenSession {
    private final OpenSession openSession;
    private final PortObserver observer;

    public ObservedOpenSession(OpenSession openSession, PortObserver observer) {
        this.openSession = openSession;
        this.observer = observer;
    }

    @Override
    public Opened open(Command command) {
        return observer.call(CrmCall.OPEN_SESSION_OPEN, () -> openSession.open(command));
    }
}
