package dev.touchstone.platform.identity;

/** A token that proves nothing: its message says why in words that may go to the client; it never holds the token. */
public final class InvalidToken extends Exception {
    InvalidToken(String reason, Throwable cause) {
        super(reason, cause);
    }
}
