package dev.touchstone.local.models;

import java.io.IOException;

/** A broken model: the first facets of another are left out, so its surface has a hole. All left out: an empty file. */
public record OpenModel(Model whole, int missing) implements Model {

    public OpenModel {
        if (missing < 1 || missing > whole.facetCount()) {
            throw new IllegalArgumentException(
                    "between 1 and %,d facets can be left out, not %,d".formatted(whole.facetCount(), missing));
        }
    }

    @Override
    public int facetCount() {
        return whole.facetCount() - missing;
    }

    @Override
    public void forEachFacet(FacetConsumer consumer) throws IOException {
        int[] seen = {0};
        whole.forEachFacet((a, b, c) -> {
            if (seen[0]++ >= missing) {
                consumer.facet(a, b, c);
            }
        });
    }
}
