package dev.touchstone.observability.users;

import java.security.SecureRandom;
import java.time.Duration;

/**
 * How callers appear in metrics.
 *
 * @param pseudonymKey key of the pseudonyms; with the same key a caller has the same pseudonym in every service and after
 *                     every start
 * @param tracked      the most callers that have series of their own
 * @param refresh      time after which what a caller did counts half in the ranking, so that today's heavy callers overtake
 *                     last week's
 */
public record Users(byte[] pseudonymKey, int tracked, Duration refresh) {
    public static final int TRACKED = 100;
    public static final Duration REFRESH = Duration.ofMinutes(10);

    public Users {
        if (pseudonymKey.length < 16) {
            throw new IllegalArgumentException("A pseudonym key has at least 16 bytes");
        }
        if (tracked < 1) {
            throw new IllegalArgumentException("At least one user has to be tracked");
        }
        pseudonymKey = pseudonymKey.clone();
    }

    /** A key that ends with the process. */
    public static Users withRandomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new Users(key, TRACKED, REFRESH);
    }

    @Override
    public byte[] pseudonymKey() {
        return pseudonymKey.clone();
    }
}
