package dev.touchstone.mes.application;

/** Something that is nobody's decision went wrong. Trying again later may help. */
public final class TechnicalFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Code {
        /** A message speaks of a work order that this database does not hold. */
        WORK_ORDER_MISSING,
        /** Someone else changed the work order in between. */
        WORK_ORDER_CHANGED,
        /** The object store holds no model of this name. */
        MODEL_MISSING,
        /** A model that was priced is refused by the limits of today. */
        MODEL_NO_LONGER_SOUND,
        /** The object store holds no toolpath of this name. */
        TOOLPATH_MISSING,
        /** Work was stopped before it was done, because the service ends. */
        STOPPED,
        /** A machine broke down in the middle of a piece. */
        MACHINE,
        /** The object store or its stream failed. */
        STORAGE,
        /** The broker can not be reached or did not take a message. */
        BROKER
    }

    private final Code code;

    public TechnicalFailure(Code code, String detail) {
        super(code + ": " + detail);
        this.code = code;
    }

    public TechnicalFailure(Code code, String detail, Throwable cause) {
        super(code + ": " + detail, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
