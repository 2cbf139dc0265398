package dev.touchstone.mes.application.service;

import dev.touchstone.mes.application.port.in.PerformStage;
import dev.touchstone.mes.application.port.out.ModelStore;
import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.domain.mesh.Inspection;
import dev.touchstone.mes.domain.mesh.MeshInspector;
import dev.touchstone.mes.domain.mesh.Solid;
import dev.touchstone.mes.domain.part.Part;
import dev.touchstone.mes.domain.pricing.Metal;
import dev.touchstone.mes.domain.pricing.Pricing;
import dev.touchstone.mes.domain.toolpath.Slicer;
import dev.touchstone.mes.domain.workorder.Commission;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.domain.workorder.Rejection;
import dev.touchstone.mes.domain.workorder.RejectionCode;
import dev.touchstone.mes.domain.workorder.StageResult.Quoted;
import dev.touchstone.mes.domain.workorder.StageResult.Unfit;
import java.util.Optional;

/** Pricing: is the model sound, how big is it, what does it cost? */
public final class PriceModelService implements PerformStage {

    private final WorkOrders workOrders;
    private final ModelStore models;
    private final MeshMemory memory;
    private final MeshInspector inspector;
    private final Slicer slicer;
    private final long mostSegments;
    private final Pricing pricing;

    /** @param mostSegments longest toolpath, in contour points: a model that would need more is refused before anybody pays for it */
    public PriceModelService(WorkOrders workOrders, ModelStore models, MeshMemory memory, MeshInspector inspector, Slicer slicer,
            long mostSegments, Pricing pricing) {
        this.workOrders = workOrders;
        this.models = models;
        this.memory = memory;
        this.inspector = inspector;
        this.slicer = slicer;
        this.mostSegments = mostSegments;
        this.pricing = pricing;
    }

    @Override
    public Outcome perform(Command command) {
        return switch (ExpectedWorkOrder.find(workOrders, command.order())) {
            case ReceivedWorkOrder received -> price(received.commission());
            default -> new NotDue();
        };
    }

    private Outcome price(Commission commission) {
        Optional<Metal> metal = pricing.metal(commission.metal());
        if (metal.isEmpty()) {
            return reject(RejectionCode.UNKNOWN_METAL, "The workshop does not cast " + commission.metal().value() + ".");
        }
        return memory.reserve(models.size(commission.model()), () -> switch (models.read(commission.model(), inspector::inspect)) {
            case Inspection.Unsound unsound -> reject(RejectionCode.of(unsound.defect()), unsound.reason());
            case Inspection.Sound sound -> quote(sound.solid(), metal.get());
        });
    }

    private Outcome quote(Solid solid, Metal metal) {
        long segments = slicer.segments(solid);
        if (segments > mostSegments) {
            return reject(RejectionCode.TOO_LARGE, "The toolpath would have " + segments + " points, at most " + mostSegments + " can be cut.");
        }
        return new Performed(new Quoted(pricing.quote(Part.of(solid.measures()), metal)));
    }

    private static Outcome reject(RejectionCode code, String reason) {
        return new Rejected(new Unfit(new Rejection(code, reason)));
    }
}
