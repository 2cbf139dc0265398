package dev.touchstone.platform.config;

import dev.touchstone.observability.users.Users;
import java.nio.charset.StandardCharsets;

/** How callers appear in metrics; see {@link Users}. */
public final class UsersConfig {
    private static final int MOST_TRACKED = 1_000;
    private static final int SHORTEST_KEY = 16;

    private UsersConfig() {
    }

    /** Without {@code users.pseudonym-key-file} the key is random, and pseudonyms change with every start. */
    public static Users read(Settings settings) {
        int tracked = settings.integer("users.tracked", 1, MOST_TRACKED, Users.TRACKED);
        var refresh = settings.duration("users.refresh", Users.REFRESH);
        byte[] key = settings.optionalSecret("users.pseudonym-key-file")
                .map(secret -> secret.value().getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> Users.withRandomKey().pseudonymKey());
        settings.require(key.length >= SHORTEST_KEY, "users.pseudonym-key-file", "must hold at least " + SHORTEST_KEY + " bytes");
        // A value at fault must not end the reading before the other faults are found.
        return new Users(key.length >= SHORTEST_KEY ? key : Users.withRandomKey().pseudonymKey(), Math.max(tracked, 1), refresh);
    }
}
