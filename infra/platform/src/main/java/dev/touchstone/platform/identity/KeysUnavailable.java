package dev.touchstone.platform.identity;

/** The key set can't be fetched, so that nothing can be said about a token. */
public final class KeysUnavailable extends RuntimeException {
    KeysUnavailable(Throwable cause) {
        super("The key set is not available", cause);
    }
}
