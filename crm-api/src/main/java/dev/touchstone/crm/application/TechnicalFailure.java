package dev.touchstone.crm.application;

import java.util.Objects;

/** Something outside failed; nothing the caller could have asked otherwise would have helped. */
public final class TechnicalFailure extends RuntimeException {
    public enum Code {
        /** The database can't be reached or gives no connection in time; later it may. */
        DATABASE_UNAVAILABLE,
        /** The database refused a statement that it should have taken. */
        DATABASE_REFUSED
    }

    private final Code code;

    public TechnicalFailure(Code code, Throwable cause) {
        super(code.name(), Objects.requireNonNull(cause, "cause"));
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
