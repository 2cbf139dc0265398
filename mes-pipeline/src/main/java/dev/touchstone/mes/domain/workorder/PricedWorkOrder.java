package dev.touchstone.mes.domain.workorder;

import dev.touchstone.mes.domain.pricing.Quote;

public record PricedWorkOrder(Commission commission, Quote quote, int version) implements CancellableWorkOrder {

    public SlicingWorkOrder startProduction() {
        return new SlicingWorkOrder(commission, quote, version);
    }
}
