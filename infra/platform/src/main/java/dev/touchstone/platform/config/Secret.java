package dev.touchstone.platform.config;

/** A value that must never reach a log: it prints as {@code ***}. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
