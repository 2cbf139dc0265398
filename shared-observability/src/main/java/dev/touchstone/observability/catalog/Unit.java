package dev.touchstone.observability.catalog;

/** Base units only; a name ends with its unit (before {@code _total}). */
public enum Unit {
    SECONDS("seconds"),
    BYTES("bytes"),
    /** A share of one: 0.25 is a quarter. */
    RATIO("ratio"),
    /** A plain count of what the name says; adds nothing to the name. */
    COUNT("");

    private final String suffix;

    Unit(String suffix) {
        this.suffix = suffix;
    }

    public String suffix() {
        return suffix;
    }
}
