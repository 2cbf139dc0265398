package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.in.CloseSession;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedCloseSession implements CloseSession {
    private final CloseSession closeSession;
    private final PortObserver observer;

    public ObservedCloseSession(CloseSession closeSession, PortObserver observer) {
        this.closeSession = closeSession;
        this.observer = observer;
    }

    @Override
    public void close(Command command) {
        observer.run(CrmCall.CLOSE_SESSION_CLOSE, () -> closeSession.close(command));
    }
}
