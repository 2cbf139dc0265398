package dev.touchstone.mes.domain.mesh;

/**
 * How big a model may be. The defaults keep the inspection of the worst file within a heap of 256 MiB.
 *
 * @param bytes             most bytes of the file
 * @param facets            most facets of the file, degenerate ones counted
 * @param shells            most separate closed surfaces
 * @param extentMillimetres longest side of the bounding box, in millimetres
 */
public record MeshLimits(long bytes, int facets, int shells, double extentMillimetres) {

    /** 64 MiB, as many facets as a binary file of that size holds, 10,000 shells, one metre. */
    public static final MeshLimits STANDARD = new MeshLimits(64L << 20,
            (int) (((64L << 20) - StlReader.BINARY_HEAD_BYTES) / StlReader.BINARY_FACET_BYTES), 10_000, 1_000);

    /** One array holds the corners of a mesh. */
    private static final int MOST_FACETS = Integer.MAX_VALUE / 4;

    /** @throws IllegalArgumentException when a limit is not positive or the facets would not fit an array */
    public MeshLimits {
        if (bytes < 1 || facets < 1 || facets > MOST_FACETS || shells < 1 || !(extentMillimetres > 0)) {
            throw new IllegalArgumentException("limits must be positive, with at most " + MOST_FACETS + " facets");
        }
    }
}
