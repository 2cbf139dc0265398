package dev.touchstone.observability.port;

/** How a call of a port ended. */
enum Outcome {
    OK("ok"),
    /** The business said no; nothing is broken. */
    REFUSED("refused"),
    /** An exception came out. */
    FAILED("failed");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
