package dev.touchstone.crm.application.port.out;

import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.Session;
import dev.touchstone.crm.domain.session.SessionTokenHash;
import java.time.Instant;
import java.util.Optional;

public interface Sessions {
    void add(ActiveSession session);

    /** The session in its state at {@code now}. */
    Optional<Session> find(SessionTokenHash token, Instant now);

    /** Stores the last use and the new expiry. No effect when the session is gone or a later use is stored. */
    void touch(ActiveSession session);

    /** No effect when the session is gone. */
    void remove(SessionTokenHash token);

    /** @return how many were removed */
    int removeExpired(Instant now);
}
