package dev.touchstone.shop.domain.order;

import java.util.List;

/** The metals that can be ordered today; orders already placed keep theirs when the offer changes. */
public record OfferedMetals(List<Metal> metals) {
    public OfferedMetals {
        metals = List.copyOf(metals);
        if (metals.isEmpty()) {
            throw new IllegalArgumentException("a shop offers at least one metal");
        }
    }

    public boolean include(Metal metal) {
        return metals.contains(metal);
    }
}
