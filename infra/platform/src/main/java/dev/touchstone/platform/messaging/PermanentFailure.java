package dev.touchstone.platform.messaging;

/** Trying this message again would fail again: it goes to the dead letters at once. */
public final class PermanentFailure extends RuntimeException {
    private final String code;

    /**
     * @param code   one of few, such as {@code UNKNOWN_TYPE}; becomes a metric's label
     * @param detail for whoever looks at the dead letters
     */
    public PermanentFailure(String code, String detail) {
        super(detail);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
