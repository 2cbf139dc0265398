package dev.touchstone.platform.storage;

/** The object storage did not do what was asked: unreachable, refusing our key, or broken off midway. Worth trying again. */
public final class StorageUnavailable extends RuntimeException {
    StorageUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
