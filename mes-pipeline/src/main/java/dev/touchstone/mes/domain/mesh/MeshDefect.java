package dev.touchstone.mes.domain.mesh;

/**
 * Why an uploaded model can't be made: a closed list, in the order in which {@link MeshInspector} looks for them. Only the
 * first that is found is reported.
 */
public enum MeshDefect {

    /** More bytes, facets or separate shells than {@link MeshLimits} allow, or a piece longer than its largest extent. */
    TOO_LARGE,

    /**
     * Not an STL file: truncated, a facet count that disagrees with the size, text that breaks the grammar, a coordinate
     * that is not a finite number.
     */
    MALFORMED,

    /** No bytes at all, or a well-formed file without a facet. */
    EMPTY,

    /** The surface has holes: some edges belong to one facet only. */
    NOT_WATERTIGHT,

    /** Some edges belong to more than two facets, so that inside and outside can't be told apart there. */
    NON_MANIFOLD,

    /** Two neighbouring facets disagree about which side is out. */
    NOT_ORIENTED,

    /** The surface is closed and encloses nothing: every facet has collapsed, or the shape is flat. */
    NO_VOLUME,

    /** One shell faces inwards and is not a cavity of another, so that it would be subtracted from the metal. */
    INSIDE_OUT
}
