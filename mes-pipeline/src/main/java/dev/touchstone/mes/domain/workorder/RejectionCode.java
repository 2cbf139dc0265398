package dev.touchstone.mes.domain.workorder;

import dev.touchstone.mes.domain.mesh.MeshDefect;

/** Why a piece can not be made. Closed: the first ones are the defects of a model, explained at {@link MeshDefect}. */
public enum RejectionCode {
    TOO_LARGE,
    MALFORMED,
    EMPTY,
    NOT_WATERTIGHT,
    NON_MANIFOLD,
    NOT_ORIENTED,
    NO_VOLUME,
    INSIDE_OUT,
    /** The workshop does not cast this alloy. */
    UNKNOWN_METAL;

    public static RejectionCode of(MeshDefect defect) {
        return switch (defect) {
            case TOO_LARGE -> TOO_LARGE;
            case MALFORMED -> MALFORMED;
            case EMPTY -> EMPTY;
            case NOT_WATERTIGHT -> NOT_WATERTIGHT;
            case NON_MANIFOLD -> NON_MANIFOLD;
            case NOT_ORIENTED -> NOT_ORIENTED;
            case NO_VOLUME -> NO_VOLUME;
            case INSIDE_OUT -> INSIDE_OUT;
        };
    }
}
