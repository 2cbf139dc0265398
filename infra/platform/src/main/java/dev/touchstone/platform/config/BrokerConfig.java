package dev.touchstone.platform.config;

public record BrokerConfig(String host, int port, String virtualHost, String user, Secret password) {
    public static BrokerConfig read(Settings settings) {
        return new BrokerConfig(
                settings.text("broker.host"),
                settings.integer("broker.port", 1, 65_535, 5672),
                settings.text("broker.virtual-host", "/"),
                settings.text("broker.user"),
                settings.secret("broker.password-file"));
    }
}
