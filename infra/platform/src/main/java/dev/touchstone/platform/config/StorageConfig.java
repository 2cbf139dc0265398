package dev.touchstone.platform.config;

import java.net.URI;
import java.time.Duration;

public record StorageConfig(URI endpoint, String accessKey, Secret secretKey) {
    public static StorageConfig read(Settings settings) {
        return new StorageConfig(
                settings.uri("storage.endpoint"),
                settings.text("storage.access-key"),
                settings.secret("storage.secret-key-file"));
    }

    /** How long to leave the storage alone between two listings of a bucket. */
    public static Duration listingInterval(Settings settings) {
        Duration interval = settings.duration("storage.listing-interval", Duration.ofMinutes(5));
        settings.require(interval == null || interval.compareTo(Duration.ofSeconds(1)) >= 0, "storage.listing-interval", "must be at least PT1S");
        return interval;
    }
}
