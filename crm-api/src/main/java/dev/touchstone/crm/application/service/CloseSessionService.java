package dev.touchstone.crm.application.service;

import dev.touchstone.crm.application.port.in.CloseSession;
import dev.touchstone.crm.application.port.out.Sessions;

public final class CloseSessionService implements CloseSession {
    private final Sessions sessions;

    public CloseSessionService(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void close(Command command) {
        sessions.remove(command.session());
    }
}
