package dev.touchstone.crm.domain.session;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a session lasts.
 *
 * @param idle     without use
 * @param absolute however busy it is
 */
public record SessionTimeouts(Duration idle, Duration absolute) {
    public SessionTimeouts {
        if (!idle.isPositive() || !absolute.isPositive()) {
            throw new IllegalArgumentException("session timeouts are positive");
        }
        if (idle.compareTo(absolute) > 0) {
            throw new IllegalArgumentException("the idle timeout is at most the absolute timeout");
        }
    }

    Instant expiry(Instant openedAt, Instant lastSeenAt) {
        Instant idleEnd = lastSeenAt.plus(idle);
        Instant absoluteEnd = openedAt.plus(absolute);
        return idleEnd.isBefore(absoluteEnd) ? idleEnd : absoluteEnd;
    }

    /**
     * A use is written down only when the last one written is a thirtieth of the idle timeout old: a busy session costs a
     * write a minute, not one a request. The price is that a session may end up to that much early, never late.
     */
    Duration resolution() {
        return idle.dividedBy(30);
    }
}
