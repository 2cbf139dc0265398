package dev.touchstone.mes.domain.mesh;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Signed volume, bounding box and area of the shells of a closed and oriented mesh.
 *
 * <p>A facet with corners a, b, c spans a tetrahedron with the reference point, of the signed volume (a × b) · c / 6; over a
 * closed surface they add up to the enclosed volume wherever that point lies. This is the divergence theorem for the field
 * r / 3 (Zhang and Chen, "Efficient feature extraction for 2D/3D objects in mesh representation", ICIP 2001). The reference
 * point is the centre of the bounding box, as far from the origin the terms would be large and cancel. A facet's area is
 * |(b - a) × (c - a)| / 2.
 */
final class Shells {

    /** Over the cube of the diagonal: rounding leaves less, the thinnest foil has more. */
    private static final double NEGLIGIBLE_VOLUME = 1e-12;

    private final IndexedMesh mesh;
    private final BoundingBox box;
    /** In cubic millimetres; negative where facets face inwards, as those of a cavity do. */
    private final double[] volumes;
    /** Six floats a shell: minimum and maximum of x, y, z. */
    private final float[] boxes;
    private double area;

    Shells(IndexedMesh mesh, Topology topology) {
        this.mesh = mesh;
        this.box = mesh.boundingBox();
        this.volumes = new double[topology.shells()];
        this.boxes = new float[topology.shells() * 6];
        for (int shell = 0; shell < volumes.length; shell++) {
            Arrays.fill(boxes, shell * 6, shell * 6 + 3, Float.POSITIVE_INFINITY);
            Arrays.fill(boxes, shell * 6 + 3, shell * 6 + 6, Float.NEGATIVE_INFINITY);
        }
        for (int facet = 0; facet < mesh.facets(); facet++) {
            add(facet, topology.shellOfFacet()[facet]);
        }
    }

    /** Of all shells, in cubic millimetres. */
    double volume() {
        return Arrays.stream(volumes).sum();
    }

    /** Of all shells, in square millimetres. */
    double area() {
        return area;
    }

    boolean negligible(double volume) {
        return Math.abs(volume) <= NEGLIGIBLE_VOLUME * Math.pow(box.diagonal(), 3);
    }

    void reverse() {
        Arrays.setAll(volumes, shell -> -volumes[shell]);
    }

    /**
     * Whether a shell that faces inwards can't be a cavity, as it does not even fit the bounding box of one that faces
     * outwards.
     */
    boolean hasStrayCavity() {
        // Most cavities lie in the largest body, so that the first comparison is mostly the last.
        int[] bodies = IntStream.range(0, volumes.length)
                .filter(shell -> volumes[shell] > 0 && !negligible(volumes[shell]))
                .boxed().sorted((one, other) -> Double.compare(volumes[other], volumes[one]))
                .mapToInt(Integer::intValue).toArray();
        return IntStream.range(0, volumes.length)
                .filter(shell -> volumes[shell] < 0 && !negligible(volumes[shell]))
                .anyMatch(cavity -> Arrays.stream(bodies).noneMatch(body -> fits(cavity, body)));
    }

    private boolean fits(int cavity, int body) {
        for (int axis = 0; axis < 3; axis++) {
            if (boxes[cavity * 6 + axis] < boxes[body * 6 + axis] || boxes[cavity * 6 + 3 + axis] > boxes[body * 6 + 3 + axis]) {
                return false;
            }
        }
        return true;
    }

    private void add(int facet, int shell) {
        int a = mesh.corners()[facet * 3] * 3;
        int b = mesh.corners()[facet * 3 + 1] * 3;
        int c = mesh.corners()[facet * 3 + 2] * 3;
        float[] positions = mesh.positions();
        double centreX = (box.minX() + box.maxX()) / 2;
        double centreY = (box.minY() + box.maxY()) / 2;
        double centreZ = (box.minZ() + box.maxZ()) / 2;
        double ax = positions[a] - centreX;
        double ay = positions[a + 1] - centreY;
        double az = positions[a + 2] - centreZ;
        // Edge vectors: a · ((b - a) × (c - a)) equals a · (b × c), and gives the area too.
        double ux = (double) positions[b] - positions[a];
        double uy = (double) positions[b + 1] - positions[a + 1];
        double uz = (double) positions[b + 2] - positions[a + 2];
        double vx = (double) positions[c] - positions[a];
        double vy = (double) positions[c + 1] - positions[a + 1];
        double vz = (double) positions[c + 2] - positions[a + 2];
        double nx = uy * vz - uz * vy;
        double ny = uz * vx - ux * vz;
        double nz = ux * vy - uy * vx;
        volumes[shell] += (ax * nx + ay * ny + az * nz) / 6;
        area += Math.sqrt(nx * nx + ny * ny + nz * nz) / 2;
        for (int corner : new int[] {a, b, c}) {
            for (int axis = 0; axis < 3; axis++) {
                boxes[shell * 6 + axis] = Math.min(boxes[shell * 6 + axis], positions[corner + axis]);
                boxes[shell * 6 + 3 + axis] = Math.max(boxes[shell * 6 + 3 + axis], positions[corner + axis]);
            }
        }
    }
}
