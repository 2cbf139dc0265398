package dev.touchstone.local.models;

/** Dimensions come from a command line: a wrong one is answered with a sentence. */
final class Require {

    private Require() {
    }

    static void positive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the %s must be more than 0 mm, not %s".formatted(what, value));
        }
    }

    static void atLeast(String what, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException("the %s must be at least %d, not %d".formatted(what, least, value));
        }
    }
}
