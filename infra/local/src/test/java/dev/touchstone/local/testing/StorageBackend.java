package dev.touchstone.local.testing;

import java.net.URI;
import java.nio.file.Path;

/** Object storage that all tests of this JVM share: choose a bucket of your own where others would disturb. */
public record StorageBackend(URI endpoint, String accessKey, Path secretKeyFile) {

    public String secretKey() {
        return Texts.read(secretKeyFile);
    }
}
