package dev.touchstone.crm.application.port.in;

import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.SessionToken;
import dev.touchstone.crm.domain.session.UserId;

/** Begins a session for someone already proven to be a manager. Each call begins another one; nothing is reused. */
public interface OpenSession {
    Opened open(Command command);

    record Command(UserId manager) {}

    /** @param token the only copy of the secret there will ever be */
    record Opened(SessionToken token, ActiveSession session) {}
}
