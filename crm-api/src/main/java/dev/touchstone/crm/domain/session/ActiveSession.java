package dev.touchstone.crm.domain.session;

import java.time.Instant;

public record ActiveSession(SessionTokenHash token, UserId user, Instant openedAt, Instant lastSeenAt, Instant expiresAt)
        implements Session {

    public static ActiveSession opened(SessionTokenHash token, UserId user, Instant now, SessionTimeouts timeouts) {
        return new ActiveSession(token, user, now, now, timeouts.expiry(now, now));
    }

    /** Whether a use at {@code now} is far enough from the last one written down to be worth a write. */
    public boolean isDueForTouch(Instant now, SessionTimeouts timeouts) {
        return !now.isBefore(lastSeenAt.plus(timeouts.resolution()));
    }

    /** Moves the end of the session ahead, never past its absolute timeout. */
    public ActiveSession touched(Instant now, SessionTimeouts timeouts) {
        return new ActiveSession(token, user, openedAt, now, timeouts.expiry(openedAt, now));
    }
}
