package dev.touchstone.local.models;

/** A watertight model: every edge belongs to exactly two facets, which run through it in opposite directions. */
public interface ClosedModel extends Model {

    /**
     * The volume that the facets enclose, from a formula of the shape's own geometry and not from its facets: what the
     * suite measures can be compared with it. Exact but for the single precision of the file.
     */
    double volumeCubicMillimetres();
}
