package dev.touchstone.platform.config;

import java.util.Optional;

/**
 * How the database's server is watched: under a role of its own, which sees the server's statistics and no data.
 *
 * @param url without credentials
 */
public record DatabaseMonitoringConfig(String url, String user, Secret password) {
    /** Nothing without {@code db.monitoring-password-file}: not every deployment lets a service watch its server. */
    public static Optional<DatabaseMonitoringConfig> read(Settings settings) {
        String url = settings.text("db.url");
        String user = settings.text("db.monitoring-user", "monitoring");
        return settings.optionalSecret("db.monitoring-password-file").map(password -> new DatabaseMonitoringConfig(url, user, password));
    }
}
