package dev.touchstone.mes.domain.mesh;

/**
 * Facets that share vertices.
 *
 * @param positions   x, y, z of each vertex, in millimetres
 * @param corners     three different vertices of each facet, counterclockwise seen from the side that it faces
 * @param collapsed   how many facets of the file are left out, since two or all of their corners became one vertex
 * @param boundingBox of all corners in the file
 */
record IndexedMesh(float[] positions, int[] corners, int collapsed, BoundingBox boundingBox) {

    int vertices() {
        return positions.length / 3;
    }

    int facets() {
        return corners.length / 3;
    }

    /** Turns every facet around. */
    void reverse() {
        for (int facet = 0; facet < corners.length; facet += 3) {
            int second = corners[facet + 1];
            corners[facet + 1] = corners[facet + 2];
            corners[facet + 2] = second;
        }
    }
}
