package dev.touchstone.crm.bootstrap;

import dev.touchstone.crm.domain.session.SessionTimeouts;
import dev.touchstone.platform.config.BrokerConfig;
import dev.touchstone.platform.config.ChaosConfig;
import dev.touchstone.platform.config.DatabaseConfig;
import dev.touchstone.platform.config.ServerConfig;
import dev.touchstone.platform.config.Settings;
import dev.touchstone.platform.config.TokensConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * All that the service is configured with.
 *
 * @param chaos whether faults may be injected; for experiments alone
 */
public record CrmConfig(ServerConfig server, DatabaseConfig database, BrokerConfig broker, TokensConfig tokens, SessionsConfig sessions,
        Optional<ChaosConfig> chaos) {
    public static CrmConfig read(Settings settings) {
        return new CrmConfig(ServerConfig.read(settings), DatabaseConfig.read(settings), BrokerConfig.read(settings),
                TokensConfig.read(settings), SessionsConfig.read(settings), ChaosConfig.read(settings));
    }

    /** @param secureCookie whether browsers send the session's cookie over TLS alone */
    public record SessionsConfig(SessionTimeouts timeouts, Duration purgeInterval, boolean secureCookie) {
        static SessionsConfig read(Settings settings) {
            Duration idle = positive(settings, "sessions.idle-timeout");
            Duration absolute = positive(settings, "sessions.absolute-timeout");
            Duration purgeInterval = positive(settings, "sessions.purge-interval");
            settings.require(idle.compareTo(absolute) <= 0, "sessions.idle-timeout", "must not be longer than sessions.absolute-timeout");
            String secureCookie = settings.text("sessions.secure-cookie");
            settings.require("true".equals(secureCookie) || "false".equals(secureCookie), "sessions.secure-cookie", "must be true or false");
            return new SessionsConfig(new SessionTimeouts(idle, absolute), purgeInterval, "true".equals(secureCookie));
        }

        private static Duration positive(Settings settings, String key) {
            Duration duration = settings.duration(key);
            settings.require(duration == null || duration.isPositive(), key, "must be longer than nothing");
            return duration;
        }
    }
}
