package dev.touchstone.mes.application.service;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.in.PerformStage;
import dev.touchstone.mes.application.port.out.ModelStore;
import dev.touchstone.mes.application.port.out.ProductStore;
import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.domain.mesh.Inspection;
import dev.touchstone.mes.domain.mesh.MeshInspector;
import dev.touchstone.mes.domain.mesh.Solid;
import dev.touchstone.mes.domain.toolpath.ToolpathWriter;
import dev.touchstone.mes.domain.workorder.ModelId;
import dev.touchstone.mes.domain.workorder.SlicingWorkOrder;
import dev.touchstone.mes.domain.workorder.StageResult.Sliced;
import dev.touchstone.mes.domain.workorder.ToolpathId;

/** Slicing: cuts the model into layers and stores the toolpath. A repetition writes the same bytes to the same name. */
public final class SliceModelService implements PerformStage {

    private final WorkOrders workOrders;
    private final ModelStore models;
    private final ProductStore products;
    private final MeshMemory memory;
    private final MeshInspector inspector;
    private final ToolpathWriter toolpaths;

    public SliceModelService(WorkOrders workOrders, ModelStore models, ProductStore products, MeshMemory memory, MeshInspector inspector,
            ToolpathWriter toolpaths) {
        this.workOrders = workOrders;
        this.models = models;
        this.products = products;
        this.memory = memory;
        this.inspector = inspector;
        this.toolpaths = toolpaths;
    }

    @Override
    public Outcome perform(Command command) {
        return switch (ExpectedWorkOrder.find(workOrders, command.order())) {
            case SlicingWorkOrder slicing -> slice(slicing.commission().model());
            default -> new NotDue();
        };
    }

    private Outcome slice(ModelId model) {
        return new Performed(new Sliced(memory.reserve(models.size(model), () -> toolpath(model))));
    }

    private ToolpathId toolpath(ModelId model) {
        Solid solid = switch (models.read(model, inspector::inspect)) {
            case Inspection.Sound sound -> sound.solid();
            // It was sound when it was priced, so the limits have been changed since.
            case Inspection.Unsound unsound -> throw new TechnicalFailure(TechnicalFailure.Code.MODEL_NO_LONGER_SOUND, unsound.reason());
        };
        return products.storeToolpath(content -> toolpaths.write(solid, content));
    }
}
