package dev.touchstone.platform.config;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether faults may be injected into the service's ports, and by whom.
 *
 * @param token   who knows it may
 * @param longest a fault ends by itself after this time at the latest
 */
public record ChaosConfig(Secret token, Duration longest) {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int SHORTEST_TOKEN = 16;

    /** Nothing without {@code chaos.token-file}, which is what production should have. */
    public static Optional<ChaosConfig> read(Settings settings) {
        Optional<Secret> token = settings.optionalSecret("chaos.token-file");
        Duration longest = settings.duration("chaos.longest-fault", LONGEST);
        settings.require(longest == null || longest.isPositive(), "chaos.longest-fault", "must be longer than nothing");
        token.ifPresent(secret -> settings.require(secret.value().getBytes(StandardCharsets.UTF_8).length >= SHORTEST_TOKEN,
                "chaos.token-file", "must hold at least " + SHORTEST_TOKEN + " bytes"));
        return token.map(secret -> new ChaosConfig(secret, longest));
    }
}
