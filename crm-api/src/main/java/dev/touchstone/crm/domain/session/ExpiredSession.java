package dev.touchstone.crm.domain.session;

import java.time.Instant;

/** Over for good: there is no way back to an active session. */
public record ExpiredSession(SessionTokenHash token, UserId user, Instant openedAt, Instant lastSeenAt, Instant expiresAt)
        implements Session {}
