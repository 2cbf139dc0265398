package dev.touchstone.crm.application;

import java.util.Objects;

/** Something outside the business failed; asking otherwise would not have helped. */
public final class TechnicalFailure extends RuntimeException {
    public enum Code {
        /** The database can't be reached or took too long; the same call may succeed later. */
        DATABASE_UNAVAILABLE,
        /** The database refused a statement or holds what it should not: a fault of ours. */
        DATABASE_FAULT
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
