package dev.touchstone.platform.config;

import java.time.Duration;

/**
 * Where a service listens and how it leaves.
 *
 * @param port         0 takes any free port
 * @param observePort  metrics and health; 0 takes any free port
 * @param maxBodyBytes requests with a longer body are refused with 413
 * @param drainDelay   how long a stopping service still serves after it has said that it is not ready
 * @param gracePeriod  how long requests in flight may take after that
 */
public record ServerConfig(String host, int port, int observePort, int maxBodyBytes, Duration drainDelay, Duration gracePeriod) {
    private static final int MEBIBYTE = 1024 * 1024;

    public static ServerConfig read(Settings settings) {
        return new ServerConfig(
                settings.text("server.host", "127.0.0.1"),
                settings.integer("server.port", 0, 65_535),
                settings.integer("observe.port", 0, 65_535),
                settings.integer("server.max-body-bytes", 1, Integer.MAX_VALUE, MEBIBYTE),
                settings.duration("server.drain-delay", Duration.ZERO),
                settings.duration("server.grace-period", Duration.ofSeconds(10)));
    }
}
