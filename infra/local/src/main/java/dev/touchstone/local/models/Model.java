package dev.touchstone.local.models;

import java.io.IOException;

/** A surface of triangles, computed facet by facet and never held in memory as a whole. Lengths are millimetres. */
public interface Model {

    /** How many facets {@link #forEachFacet} delivers; an STL file states it before the first one. */
    int facetCount();

    void forEachFacet(FacetConsumer consumer) throws IOException;
}
