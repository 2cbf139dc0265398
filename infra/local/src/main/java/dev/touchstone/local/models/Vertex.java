package dev.touchstone.local.models;

/** A point in millimetres, in the single precision that a binary STL file can hold. */
public record Vertex(float x, float y, float z) {

    /** Adding zero turns a negative zero into a positive one: two facets that share a point must share its bits. */
    public Vertex {
        x += 0.0f;
        y += 0.0f;
        z += 0.0f;
    }

    static Vertex of(double x, double y, double z) {
        return new Vertex((float) x, (float) y, (float) z);
    }
}
