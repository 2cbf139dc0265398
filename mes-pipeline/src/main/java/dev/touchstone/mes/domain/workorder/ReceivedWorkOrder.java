package dev.touchstone.mes.domain.workorder;

import dev.touchstone.mes.domain.pricing.Quote;

public record ReceivedWorkOrder(Commission commission, int version) implements CancellableWorkOrder {

    /** A work order that was never saved before. */
    public static ReceivedWorkOrder of(Commission commission) {
        return new ReceivedWorkOrder(commission, 0);
    }

    public PricedWorkOrder price(Quote quote) {
        return new PricedWorkOrder(commission, quote, version);
    }

    public RejectedWorkOrder reject(Rejection rejection) {
        return new RejectedWorkOrder(commission, rejection, version);
    }
}
