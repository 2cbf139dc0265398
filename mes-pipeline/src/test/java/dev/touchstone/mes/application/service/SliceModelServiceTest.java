package dev.touchstone.mes.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.in.PerformStage;
import dev.touchstone.mes.application.port.in.PerformStage.Command;
import dev.touchstone.mes.application.port.in.PerformStage.NotDue;
import dev.touchstone.mes.application.port.in.PerformStage.Performed;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.mesh.MeshInspector;
import dev.touchstone.mes.domain.mesh.MeshLimits;
import dev.touchstone.mes.domain.toolpath.ToolpathSettings;
import dev.touchstone.mes.domain.toolpath.ToolpathWriter;
import dev.touchstone.mes.domain.workorder.Commission;
import dev.touchstone.mes.domain.workorder.ModelId;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.PricedWorkOrder;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.domain.workorder.StageResult.Sliced;
import dev.touchstone.mes.domain.workorder.ToolpathId;
import dev.touchstone.mes.fake.Models;
import dev.touchstone.mes.fake.Workshop;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceModelServiceTest {

    private final Workshop workshop = new Workshop();
    private final PerformStage sliceModel = new SliceModelService(workshop.workOrders, workshop.models, workshop.products,
            new MeshMemory(8), new MeshInspector(MeshLimits.STANDARD), new ToolpathWriter(new ToolpathSettings(0.1, 1_200, 300)));

    @Test
    void storesTheToolpathOfTheModel() {
        ToolpathId toolpath = sliced(slicing(workshop.models.put(Models.ring())));

        String gcode = new String(workshop.products.readToolpath(toolpath, InputStream::readAllBytes), StandardCharsets.US_ASCII);
        assertThat(gcode).contains("G21", "G1 X").endsWith("M2\n");
    }

    @Test
    void storesTheSameToolpathWhenRepeated() {
        OrderId order = slicing(workshop.models.put(Models.ring()));

        assertThat(sliced(order)).isEqualTo(sliced(order));
    }

    @Test
    void doesNothingForWorkOrdersThatDoNotWaitForTheSlicer() {
        for (OrderId order : List.of(workshop.priced(), workshop.machining(Stage.CASTING), workshop.cancel(workshop.slicing()))) {
            assertThat(slice(order)).isEqualTo(new NotDue());
        }
    }

    @Test
    void failsTechnicallyWhenTheModelIsMissingOrNoLongerSound() {
        assertThatExceptionOfType(TechnicalFailure.class).isThrownBy(() -> slice(workshop.slicing()))
                .extracting(TechnicalFailure::code).isEqualTo(TechnicalFailure.Code.MODEL_MISSING);
        assertThatExceptionOfType(TechnicalFailure.class).isThrownBy(() -> slice(slicing(workshop.models.put(Models.openRing()))))
                .extracting(TechnicalFailure::code).isEqualTo(TechnicalFailure.Code.MODEL_NO_LONGER_SOUND);
    }

    private OrderId slicing(ModelId model) {
        Commission commission = Workshop.commission(model);
        workshop.received(commission);
        workshop.workOrders.save(((ReceivedWorkOrder) workshop.find(commission.order())).price(Workshop.QUOTE));
        workshop.workOrders.save(((PricedWorkOrder) workshop.find(commission.order())).startProduction());
        return commission.order();
    }

    private ToolpathId sliced(OrderId order) {
        return ((Sliced) ((Performed) slice(order)).result()).toolpath();
    }

    private PerformStage.Outcome slice(OrderId order) {
        return sliceModel.perform(new Command(order, Stage.SLICING, Workshop.NOW));
    }
}
