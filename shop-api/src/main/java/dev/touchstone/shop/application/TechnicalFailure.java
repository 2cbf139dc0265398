package dev.touchstone.shop.application;

/** Something outside the business failed. Unchecked, because no rule of the shop can answer it: the edges do, by code. */
public final class TechnicalFailure extends RuntimeException {
    /** Closed, so that every edge maps each one. */
    public enum Code {
        /** The database can't be reached or took too long; the same call may succeed later. */
        DATABASE_UNAVAILABLE,
        /** The database refused a statement: a fault of ours. */
        DATABASE_FAULT,
        /** The object storage can't be reached or refused the request. */
        STORAGE_UNAVAILABLE,
        /** The disk that uploads are kept aside on is full or gone. */
        SPOOL_UNAVAILABLE,
        /** The sender of an upload went away or fell silent. */
        UPLOAD_ABORTED
    }

    private final Code code;

    public TechnicalFailure(Code code, Throwable cause) {
        super(code.name(), cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
