package dev.touchstone.platform.config;

import java.net.URI;

public record StorageConfig(URI endpoint, String accessKey, Secret secretKey) {
    public static StorageConfig read(Settings settings) {
        return new StorageConfig(
                settings.uri("storage.endpoint"),
                settings.text("storage.access-key"),
                settings.secret("storage.secret-key-file"));
    }
}
