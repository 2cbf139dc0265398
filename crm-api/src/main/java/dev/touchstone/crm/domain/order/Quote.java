package dev.touchstone.crm.domain.order;

import java.util.Objects;

/** What the analysis of the model came to. */
public record Quote(Price price, double volumeCubicMillimetres, double massGrams) {
    public Quote {
        Objects.requireNonNull(price, "price");
    }
}
