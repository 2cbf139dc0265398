package dev.touchstone.crm.application.port.in;

import dev.touchstone.crm.domain.session.SessionTokenHash;

/** Ends a session at once. Closing one that is over, or never was, has no effect. */
public interface CloseSession {
    void close(Command command);

    record Command(SessionTokenHash session) {}
}
