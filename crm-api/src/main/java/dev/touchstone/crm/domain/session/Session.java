package dev.touchstone.crm.domain.session;

import java.time.Instant;

/** A manager's stay in the CRM, in the state that it is in at a certain moment. */
public sealed interface Session permits ActiveSession, ExpiredSession {
    SessionTokenHash token();

    UserId user();

    Instant openedAt();

    /** The last use that was written down. */
    Instant lastSeenAt();

    /** The first moment at which the session is no longer active, unless it is used before. */
    Instant expiresAt();

    /** The session as its stored facts make it at {@code now}. */
    static Session at(Instant now, SessionTokenHash token, UserId user, Instant openedAt, Instant lastSeenAt, Instant expiresAt) {
        return now.isBefore(expiresAt)
                ? new ActiveSession(token, user, openedAt, lastSeenAt, expiresAt)
                : new ExpiredSession(token, user, openedAt, lastSeenAt, expiresAt);
    }
}
