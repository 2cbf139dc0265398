package dev.touchstone.local.models;

import java.io.IOException;

/** Takes the triangles of a model one after another; seen from outside, the corners of each run anticlockwise. */
@FunctionalInterface
public interface FacetConsumer {

    void facet(Vertex a, Vertex b, Vertex c) throws IOException;
}
