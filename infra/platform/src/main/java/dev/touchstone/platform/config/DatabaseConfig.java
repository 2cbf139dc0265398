package dev.touchstone.platform.config;

/**
 * @param url without credentials, such as {@code jdbc:postgresql://127.0.0.1:5432/shop}
 */
public record DatabaseConfig(String url, String user, Secret password, int poolSize) {
    public static DatabaseConfig read(Settings settings) {
        return new DatabaseConfig(
                settings.text("db.url"),
                settings.text("db.user"),
                settings.secret("db.password-file"),
                settings.integer("db.pool-size", 1, 200, 10));
    }
}
