package dev.touchstone.mes.domain.mesh;

import java.util.Arrays;

/**
 * Joins the corners of facets that are closer than a tolerance, so that facets come to share vertices.
 *
 * <p>Corners are taken in the order of the file. One that no vertex lies within the tolerance of becomes a vertex itself. Once all
 * vertices are known, every other corner joins the nearest, the older one in a tie: corners of one place always come to the same
 * vertex, even where two are near enough. So every corner lies within the tolerance of its vertex, vertices lie further apart than
 * the tolerance, and a group of corners of a diameter within the tolerance, away from others by twice as much, is always one vertex.
 *
 * <p>Vertices are found by a hash of grid cells whose side is two tolerances. A corner first looks for its equal in its own cell,
 * as exporters mostly repeat a vertex to the bit, and else into every cell that its ball of tolerance touches, at most eight of
 * them. As vertices keep their distance, a cell holds a bounded number of them whatever the file, and the time is linear in the
 * corners.
 */
final class VertexWelding {

    /**
     * Welding tolerance over the diagonal of the bounding box. Single precision leaves 6e-8; the closest vertices of a finely
     * tessellated model of a million facets are 1e-5 apart.
     */
    static final double RELATIVE_TOLERANCE = 1e-6;

    /** In tolerances. Larger means fewer cells to look at, and more vertices in each when a file crowds them on purpose. */
    private static final double CELL_SIDE = 2;
    private static final int NONE = -1;

    private final FacetBuffer buffer;
    private final double tolerance;
    private final double cellSide;
    private final BoundingBox box;
    /** The first corner of each bucket's chain; a vertex is known by the corner that made it until all are found. */
    private final int[] heads;
    private final int[] next;

    private VertexWelding(FacetBuffer buffer) {
        this.buffer = buffer;
        this.box = buffer.boundingBox();
        this.tolerance = box.diagonal() * RELATIVE_TOLERANCE;
        this.cellSide = tolerance * CELL_SIDE;
        this.heads = new int[Integer.highestOneBit(Math.max(1, buffer.corners() / 2)) * 2];
        this.next = new int[buffer.corners()];
        Arrays.fill(heads, NONE);
    }

    static IndexedMesh weld(FacetBuffer buffer) {
        return new VertexWelding(buffer).weld();
    }

    private IndexedMesh weld() {
        int[] corners = new int[buffer.corners()];
        int vertices = 0;
        for (int corner = 0; corner < corners.length; corner++) {
            if (nearestFounder(corner) == NONE) {
                found(corner);
                corners[corner] = vertices++;
            } else {
                corners[corner] = NONE;
            }
        }
        float[] positions = positions(corners, vertices);
        for (int corner = 0; corner < corners.length; corner++) {
            if (corners[corner] == NONE) {
                corners[corner] = corners[nearestFounder(corner)];
            }
        }
        int[] kept = withoutCollapsed(corners);
        return new IndexedMesh(positions, kept, buffer.facets() - kept.length / 3, box);
    }

    /** Neighbours of a facet that collapsed to a line share that line, so nothing opens where it is left out. */
    private static int[] withoutCollapsed(int[] corners) {
        int kept = 0;
        for (int facet = 0; facet < corners.length; facet += 3) {
            int a = corners[facet];
            int b = corners[facet + 1];
            int c = corners[facet + 2];
            if (a != b && b != c && c != a) {
                corners[kept++] = a;
                corners[kept++] = b;
                corners[kept++] = c;
            }
        }
        return kept == corners.length ? corners : Arrays.copyOf(corners, kept);
    }

    private float[] positions(int[] corners, int vertices) {
        float[] positions = new float[vertices * 3];
        int seen = 0;
        for (int corner = 0; corner < corners.length; corner++) {
            if (corners[corner] == seen) {
                positions[seen * 3] = buffer.x(corner);
                positions[seen * 3 + 1] = buffer.y(corner);
                positions[seen * 3 + 2] = buffer.z(corner);
                seen++;
            }
        }
        return positions;
    }

    private int nearestFounder(int corner) {
        float x = buffer.x(corner);
        float y = buffer.y(corner);
        float z = buffer.z(corner);
        for (int other = heads[bucket(corner)]; other != NONE; other = next[other]) {
            if (buffer.x(other) == x && buffer.y(other) == y && buffer.z(other) == z) {
                return other;
            }
        }
        int nearest = NONE;
        double nearestSquare = tolerance * tolerance;
        long lastX = cell(x + tolerance, box.minX());
        long lastY = cell(y + tolerance, box.minY());
        long lastZ = cell(z + tolerance, box.minZ());
        for (long cellX = cell(x - tolerance, box.minX()); cellX <= lastX; cellX++) {
            for (long cellY = cell(y - tolerance, box.minY()); cellY <= lastY; cellY++) {
                for (long cellZ = cell(z - tolerance, box.minZ()); cellZ <= lastZ; cellZ++) {
                    for (int other = heads[bucket(cellX, cellY, cellZ)]; other != NONE; other = next[other]) {
                        double square = square(buffer.x(other) - (double) x) + square(buffer.y(other) - (double) y)
                                + square(buffer.z(other) - (double) z);
                        if (square < nearestSquare || square == nearestSquare && (nearest == NONE || other < nearest)) {
                            nearest = other;
                            nearestSquare = square;
                        }
                    }
                }
            }
        }
        return nearest;
    }

    private void found(int corner) {
        int bucket = bucket(corner);
        next[corner] = heads[bucket];
        heads[bucket] = corner;
    }

    /** When all corners are one point the side is zero, and so is this. */
    private long cell(double coordinate, double origin) {
        return cellSide > 0 ? (long) Math.floor((coordinate - origin) / cellSide) : 0;
    }

    private int bucket(int corner) {
        return bucket(cell(buffer.x(corner), box.minX()), cell(buffer.y(corner), box.minY()), cell(buffer.z(corner), box.minZ()));
    }

    private int bucket(long cellX, long cellY, long cellZ) {
        long mixed = cellX * 0x9E3779B97F4A7C15L + cellY * 0xC2B2AE3D27D4EB4FL + cellZ * 0x165667B19E3779F9L;
        mixed ^= mixed >>> 32;
        mixed *= 0xD6E8FEB86659FD93L;
        return (int) (mixed >>> 33) & heads.length - 1;
    }

    private static double square(double length) {
        return length * length;
    }
}
