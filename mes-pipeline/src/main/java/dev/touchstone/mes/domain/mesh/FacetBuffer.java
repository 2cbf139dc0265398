package dev.touchstone.mes.domain.mesh;

import java.util.ArrayList;
import java.util.List;

/**
 * The facets of a file as they come: nine floats each, in blocks, so that growing never copies what is already there. Corner
 * {@code c} is corner {@code c % 3} of facet {@code c / 3}.
 */
final class FacetBuffer {

    /** 288 KiB a block stays below the size from which the G1 collector gives an array regions of its own. */
    private static final int FACETS_PER_BLOCK = 8192;
    private static final int FLOATS_PER_BLOCK = FACETS_PER_BLOCK * 9;

    private final List<float[]> blocks = new ArrayList<>();
    private int facets;
    private float[] block;
    private int used = FLOATS_PER_BLOCK;

    private float minX = Float.POSITIVE_INFINITY;
    private float minY = Float.POSITIVE_INFINITY;
    private float minZ = Float.POSITIVE_INFINITY;
    private float maxX = Float.NEGATIVE_INFINITY;
    private float maxY = Float.NEGATIVE_INFINITY;
    private float maxZ = Float.NEGATIVE_INFINITY;

    /** Three calls make a facet; the coordinates are finite. */
    void addCorner(float x, float y, float z) {
        if (used == FLOATS_PER_BLOCK) {
            block = new float[FLOATS_PER_BLOCK];
            blocks.add(block);
            used = 0;
        }
        block[used++] = x;
        block[used++] = y;
        block[used++] = z;
        minX = Math.min(minX, x);
        minY = Math.min(minY, y);
        minZ = Math.min(minZ, z);
        maxX = Math.max(maxX, x);
        maxY = Math.max(maxY, y);
        maxZ = Math.max(maxZ, z);
    }

    void facetDone() {
        facets++;
    }

    int facets() {
        return facets;
    }

    int corners() {
        return facets * 3;
    }

    float x(int corner) {
        return coordinate(corner, 0);
    }

    float y(int corner) {
        return coordinate(corner, 1);
    }

    float z(int corner) {
        return coordinate(corner, 2);
    }

    private float coordinate(int corner, int axis) {
        return blocks.get(corner / (FACETS_PER_BLOCK * 3))[corner % (FACETS_PER_BLOCK * 3) * 3 + axis];
    }

    /** Meaningless while there is no facet. */
    BoundingBox boundingBox() {
        return new BoundingBox(minX, minY, minZ, maxX, maxY, maxZ);
    }
}
