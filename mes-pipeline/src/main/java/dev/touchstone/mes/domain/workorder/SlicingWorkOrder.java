package dev.touchstone.mes.domain.workorder;

import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.pricing.Quote;

/** In production, at the slicer. */
public record SlicingWorkOrder(Commission commission, Quote quote, int version) implements CancellableWorkOrder {

    public MachiningWorkOrder sliced(ToolpathId toolpath) {
        return new MachiningWorkOrder(commission, quote, toolpath, Stage.CASTING, version);
    }
}
