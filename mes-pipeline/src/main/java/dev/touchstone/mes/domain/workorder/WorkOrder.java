package dev.touchstone.mes.domain.workorder;

import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.pricing.Quote;
import java.util.Optional;

/**
 * The manufacture of one order. Each state is a type of its own; a step exists as a method only where it is allowed.
 *
 * <pre>
 * Received ─ price ─▶ Priced ─ startProduction ─▶ Slicing ─ sliced ─▶ Machining ─ machined ─▶ Produced
 *     └──── reject ─▶ Rejected                                          └ casting, polishing, inspection
 * Received, Priced, Slicing, Machining ─ cancel ─▶ Cancelled
 * </pre>
 */
public sealed interface WorkOrder
        permits CancellableWorkOrder, RejectedWorkOrder, ProducedWorkOrder, CancelledWorkOrder {

    Commission commission();

    /** Counts the saved changes. A step keeps it: it is what the step was decided on. */
    int version();

    default OrderId id() {
        return commission().order();
    }

    default WorkOrderStatus status() {
        return switch (this) {
            case ReceivedWorkOrder _ -> WorkOrderStatus.RECEIVED;
            case PricedWorkOrder _ -> WorkOrderStatus.PRICED;
            case RejectedWorkOrder _ -> WorkOrderStatus.REJECTED;
            case SlicingWorkOrder _, MachiningWorkOrder _ -> WorkOrderStatus.IN_PRODUCTION;
            case ProducedWorkOrder _ -> WorkOrderStatus.PRODUCED;
            case CancelledWorkOrder _ -> WorkOrderStatus.CANCELLED;
        };
    }

    /** The station whose work comes next; empty while people decide and when all is done. */
    default Optional<Stage> dueStage() {
        return switch (this) {
            case ReceivedWorkOrder _ -> Optional.of(Stage.PRICING);
            case SlicingWorkOrder _ -> Optional.of(Stage.SLICING);
            case MachiningWorkOrder machining -> Optional.of(machining.stage());
            case PricedWorkOrder _, RejectedWorkOrder _, ProducedWorkOrder _, CancelledWorkOrder _ -> Optional.empty();
        };
    }

    default Optional<Quote> knownQuote() {
        return switch (this) {
            case ReceivedWorkOrder _, RejectedWorkOrder _ -> Optional.empty();
            case PricedWorkOrder priced -> Optional.of(priced.quote());
            case SlicingWorkOrder slicing -> Optional.of(slicing.quote());
            case MachiningWorkOrder machining -> Optional.of(machining.quote());
            case ProducedWorkOrder produced -> Optional.of(produced.quote());
            case CancelledWorkOrder cancelled -> cancelled.quote();
        };
    }

    default Optional<ToolpathId> knownToolpath() {
        return switch (this) {
            case ReceivedWorkOrder _, PricedWorkOrder _, RejectedWorkOrder _, SlicingWorkOrder _ -> Optional.empty();
            case MachiningWorkOrder machining -> Optional.of(machining.toolpath());
            case ProducedWorkOrder produced -> Optional.of(produced.toolpath());
            case CancelledWorkOrder cancelled -> cancelled.toolpath();
        };
    }
}
