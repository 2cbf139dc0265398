package dev.touchstone.mes.domain.workorder;

/** A work order whose fate is still open. */
public sealed interface CancellableWorkOrder extends WorkOrder
        permits ReceivedWorkOrder, PricedWorkOrder, SlicingWorkOrder, MachiningWorkOrder {

    /** The station that works on it now finishes in vain; no further one starts. */
    default CancelledWorkOrder cancel() {
        return new CancelledWorkOrder(commission(), knownQuote(), knownToolpath(), version());
    }
}
