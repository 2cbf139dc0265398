package dev.touchstone.mes.domain.toolpath;

import dev.touchstone.mes.domain.mesh.BoundingBox;
import dev.touchstone.mes.domain.mesh.Solid;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a solid into layers, from the bottom up, holding one layer at a time.
 *
 * <p>A plane cuts a facet when one of its vertices is below and another is not; a vertex exactly on the plane counts as above.
 * As that is decided for the vertex and not for the facet, all its facets agree: each cut facet has exactly two cut sides, each
 * cut edge exactly two cut facets, and contours close by following the edges. No two points are ever compared for being near,
 * and no height of the plane is special.
 */
public final class Slicer {

    private static final double LEAST_HEIGHT = 0.001;
    /** What is left of a layer by rounding only, as a share of its height, makes no layer. */
    private static final double NEGLIGIBLE_LAYER = 1e-6;

    private final double layerHeight;

    /** @throws IllegalArgumentException when the height, in millimetres, is below a micrometre or not finite */
    public Slicer(double layerHeight) {
        if (!(layerHeight >= LEAST_HEIGHT) || Double.isInfinite(layerHeight)) {
            throw new IllegalArgumentException("layer height must be finite and at least " + LEAST_HEIGHT + " mm: " + layerHeight);
        }
        this.layerHeight = layerHeight;
    }

    /** How many layers the solid has; at least one. */
    public int layers(Solid solid) {
        return Math.max(1, Math.toIntExact((long) Math.ceil(
                solid.measures().boundingBox().height() / layerHeight - NEGLIGIBLE_LAYER)));
    }

    /** The length of all contours in points before any are left out: what slicing costs. One pass over the facets. */
    public long segments(Solid solid) {
        Planes planes = new Planes(solid, layerHeight, layers(solid));
        long segments = 0;
        for (int facet = 0; facet < solid.facets(); facet++) {
            segments += Math.max(0, planes.firstAbove(top(solid, facet)) - planes.firstAbove(bottom(solid, facet)));
        }
        return segments;
    }

    /**
     * @param sink gets every layer, also those without a contour
     * @throws IOException the sink's own
     */
    public void slice(Solid solid, LayerSink sink) throws IOException {
        new Sweep(solid, new Planes(solid, layerHeight, layers(solid))).run(sink);
    }

    private static double bottom(Solid solid, int facet) {
        return Math.min(solid.z(solid.vertex(facet, 0)), Math.min(solid.z(solid.vertex(facet, 1)), solid.z(solid.vertex(facet, 2))));
    }

    private static double top(Solid solid, int facet) {
        return Math.max(solid.z(solid.vertex(facet, 0)), Math.max(solid.z(solid.vertex(facet, 1)), solid.z(solid.vertex(facet, 2))));
    }

    /** Where the cuts are: each in the middle of its layer. Heights in millimetres. */
    private static final class Planes {

        private final double base;
        private final double top;
        private final double layerHeight;
        private final int count;

        Planes(Solid solid, double layerHeight, int count) {
            BoundingBox box = solid.measures().boundingBox();
            this.base = box.minZ();
            this.top = box.maxZ();
            this.layerHeight = layerHeight;
            this.count = count;
        }

        double bottom(int layer) {
            return base + layer * layerHeight;
        }

        double thickness(int layer) {
            return layer == count - 1 ? top - bottom(layer) : layerHeight;
        }

        double height(int layer) {
            return bottom(layer) + thickness(layer) / 2;
        }

        /** The number of the lowest plane above a height, or the count of planes when none is. */
        int firstAbove(double z) {
            int layer = (int) Math.clamp(Math.floor((z - base) / layerHeight), 0, count - 1);
            // The estimate is off by one at most, by rounding or where the last layer is thinner.
            while (layer > 0 && height(layer - 1) > z) {
                layer--;
            }
            while (layer < count && height(layer) <= z) {
                layer++;
            }
            return layer;
        }
    }

    /** One pass over the layers: facets enter with the first plane that cuts them, and leave after the last. */
    private static final class Sweep {

        private static final int NONE = -1;

        private final Solid solid;
        private final Planes planes;
        /** Facets by the first plane that cuts them; those of layer n from {@code firstOfLayer[n]}. */
        private final int[] facetsByLayer;
        private final int[] firstOfLayer;
        private int[] active = new int[1024];
        private int activeCount;

        /** Of each segment of this layer: the edge it comes from, the edge it goes to, and the point on the former. */
        private long[] from = new long[1024];
        private long[] to = new long[1024];
        private double[] x = new double[1024];
        private double[] y = new double[1024];
        private int segments;
        /** The segment that comes from an edge, by open addressing; of its size as much is used as keeps it half empty. */
        private int[] table = new int[4096];
        private int tableMask;

        Sweep(Solid solid, Planes planes) {
            this.solid = solid;
            this.planes = planes;
            this.firstOfLayer = new int[planes.count + 1];
            int[] entry = new int[solid.facets()];
            for (int facet = 0; facet < entry.length; facet++) {
                int first = planes.firstAbove(bottom(solid, facet));
                boolean cut = first < planes.count && planes.height(first) <= top(solid, facet);
                entry[facet] = cut ? first : NONE;
                if (cut) {
                    firstOfLayer[first + 1]++;
                }
            }
            for (int layer = 0; layer < planes.count; layer++) {
                firstOfLayer[layer + 1] += firstOfLayer[layer];
            }
            this.facetsByLayer = new int[firstOfLayer[planes.count]];
            int[] place = firstOfLayer.clone();
            for (int facet = 0; facet < entry.length; facet++) {
                if (entry[facet] != NONE) {
                    facetsByLayer[place[entry[facet]]++] = facet;
                }
            }
        }

        void run(LayerSink sink) throws IOException {
            for (int layer = 0; layer < planes.count; layer++) {
                double height = planes.height(layer);
                activate(layer, height);
                cut(height);
                sink.accept(new Layer(layer, planes.bottom(layer), planes.thickness(layer), contours()));
            }
        }

        private void activate(int layer, double height) {
            int kept = 0;
            for (int i = 0; i < activeCount; i++) {
                if (top(solid, active[i]) >= height) {
                    active[kept++] = active[i];
                }
            }
            int entering = firstOfLayer[layer + 1] - firstOfLayer[layer];
            if (kept + entering > active.length) {
                active = Arrays.copyOf(active, (kept + entering) * 2);
            }
            System.arraycopy(facetsByLayer, firstOfLayer[layer], active, kept, entering);
            activeCount = kept + entering;
        }

        /** Makes a segment of each active facet, with the metal on its left: from the side that descends to the one that rises. */
        private void cut(double height) {
            reserve(activeCount);
            segments = activeCount;
            for (int segment = 0; segment < segments; segment++) {
                int facet = active[segment];
                for (int corner = 0; corner < 3; corner++) {
                    int start = solid.vertex(facet, corner);
                    int end = solid.vertex(facet, (corner + 1) % 3);
                    boolean startBelow = solid.z(start) < height;
                    boolean endBelow = solid.z(end) < height;
                    if (startBelow && !endBelow) {
                        to[segment] = edge(start, end);
                    } else if (!startBelow && endBelow) {
                        from[segment] = edge(start, end);
                        double share = (height - solid.z(end)) / (solid.z(start) - solid.z(end));
                        x[segment] = solid.x(end) + share * (solid.x(start) - solid.x(end));
                        y[segment] = solid.y(end) + share * (solid.y(start) - solid.y(end));
                    }
                }
                table[slot(from[segment])] = segment;
            }
        }

        private List<Contour> contours() {
            List<Contour> contours = new ArrayList<>();
            boolean[] traced = new boolean[segments];
            int[] loop = new int[segments];
            for (int start = 0; start < segments; start++) {
                int length = 0;
                for (int segment = start; !traced[segment]; segment = table[slot(to[segment])]) {
                    traced[segment] = true;
                    loop[length++] = segment;
                }
                Contour contour = contour(loop, length);
                if (contour.x().length > 2) {
                    contours.add(contour);
                }
            }
            return contours;
        }

        /** Facets that meet in a vertex on the plane all cut it there: equal neighbours are one point. */
        private Contour contour(int[] loop, int length) {
            double[] contourX = new double[length];
            double[] contourY = new double[length];
            int points = 0;
            for (int i = 0; i < length; i++) {
                int before = loop[(i + length - 1) % length];
                if (x[loop[i]] != x[before] || y[loop[i]] != y[before]) {
                    contourX[points] = x[loop[i]];
                    contourY[points++] = y[loop[i]];
                }
            }
            return new Contour(Arrays.copyOf(contourX, points), Arrays.copyOf(contourY, points));
        }

        private void reserve(int count) {
            if (count > from.length) {
                int size = count * 2;
                from = new long[size];
                to = new long[size];
                x = new double[size];
                y = new double[size];
                table = new int[Integer.highestOneBit(size) * 4];
            }
            tableMask = Math.max(1, Integer.highestOneBit(count)) * 4 - 1;
            Arrays.fill(table, 0, tableMask + 1, NONE);
        }

        /** Where the segment that comes from an edge is, or would be. */
        private int slot(long edge) {
            long mixed = edge * 0x9E3779B97F4A7C15L;
            int slot = (int) (mixed >>> 33) & tableMask;
            while (table[slot] != NONE && from[table[slot]] != edge) {
                slot = slot + 1 & tableMask;
            }
            return slot;
        }

        private static long edge(int vertex, int other) {
            return (long) Math.min(vertex, other) << 32 | Math.max(vertex, other);
        }
    }
}
