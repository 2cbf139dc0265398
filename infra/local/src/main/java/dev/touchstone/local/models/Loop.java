package dev.touchstone.local.models;

import java.io.IOException;

/**
 * A closed surface with one hole through it: a closed profile of {@code across} corners carried round the hole in
 * {@code around} steps. With the hole's axis upwards, the steps and the profile's outer side both run anticlockwise.
 */
record Loop(int around, int across, Corner corner) {

    /** Where the profile's corner {@code across} lies at the step {@code around}. The same indices give the same bits. */
    @FunctionalInterface
    interface Corner {
        Vertex at(int around, int across);
    }

    int facetCount() {
        return 2 * around * across;
    }

    void forEachFacet(FacetConsumer consumer) throws IOException {
        for (int i = 0; i < around; i++) {
            int nextStep = (i + 1) % around;
            for (int j = 0; j < across; j++) {
                int nextCorner = (j + 1) % across;
                Vertex a = corner.at(i, j);
                Vertex b = corner.at(nextStep, j);
                Vertex c = corner.at(nextStep, nextCorner);
                Vertex d = corner.at(i, nextCorner);
                consumer.facet(a, b, c);
                consumer.facet(a, c, d);
            }
        }
    }
}
