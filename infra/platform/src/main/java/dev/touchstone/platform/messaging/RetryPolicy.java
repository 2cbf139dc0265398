package dev.touchstone.platform.messaging;

import java.time.Duration;

/**
 * How often and how soon a failed message is tried again.
 *
 * @param attempts in all, the first included
 * @param first    delay before the second attempt; doubled for each further one
 * @param longest  where the doubling ends
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
    /** Rides out two minutes of a missing database or of an event that has overtaken another. */
    public static final RetryPolicy STANDARD = new RetryPolicy(10, Duration.ofMillis(500), Duration.ofSeconds(30));

    public RetryPolicy {
        if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("A retry policy needs at least one attempt and a longest delay that is not below the first");
        }
    }

    boolean isLast(int attempt) {
        return attempt >= attempts;
    }

    /** Before the attempt after {@code attempt}. */
    Duration delayAfter(int attempt) {
        // Beyond 30 doublings any first delay has met the longest.
        Duration delay = first.multipliedBy(1L << Math.min(attempt - 1, 30));
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
