package dev.touchstone.mes.domain.workorder;

import dev.touchstone.mes.domain.conveyor.MachinePark;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.pricing.Quote;

/** In production, at one of the machines. */
public record MachiningWorkOrder(Commission commission, Quote quote, ToolpathId toolpath, Stage stage, int version)
        implements CancellableWorkOrder {

    public MachiningWorkOrder {
        if (!MachinePark.STAGES.contains(stage)) {
            throw new IllegalArgumentException(stage + " is not a machine's stage");
        }
    }

    /** The present machine is done: on to the next one, or finished. */
    public WorkOrder machined() {
        return stage.next()
                .<WorkOrder>map(next -> new MachiningWorkOrder(commission, quote, toolpath, next, version))
                .orElseGet(() -> new ProducedWorkOrder(commission, quote, toolpath, version));
    }
}
