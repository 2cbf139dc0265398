package dev.touchstone.local.runtime;

/** A program that the stack cannot do without is not on this machine; the message says what to install. */
public final class MissingSoftware extends RuntimeException {

    MissingSoftware(String message) {
        super(message);
    }

    MissingSoftware(String message, Throwable cause) {
        super(message, cause);
    }
}
