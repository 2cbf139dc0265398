package dev.touchstone.mes.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mes.application.port.in.ViewWorkOrders;
import dev.touchstone.mes.application.port.in.ViewWorkOrders.Filter;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.conveyor.StageRun;
import dev.touchstone.mes.domain.workorder.MachiningWorkOrder;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.SlicingWorkOrder;
import dev.touchstone.mes.domain.workorder.ToolpathId;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrderStatus;
import dev.touchstone.mes.fake.Workshop;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewWorkOrdersServiceTest {

    private final Workshop workshop = new Workshop();
    private final ViewWorkOrders viewWorkOrders =
            new ViewWorkOrdersService(workshop.workOrders, workshop.runs, workshop.models, workshop.products);

    @Test
    void listsByStatus() {
        workshop.received();
        OrderId priced = workshop.priced();

        assertThat(viewWorkOrders.list(new Filter(Optional.of(WorkOrderStatus.PRICED), Optional.empty(), 10)))
                .extracting(WorkOrder::id).containsExactly(priced);
        assertThat(viewWorkOrders.list(new Filter(Optional.empty(), Optional.empty(), 10))).hasSize(2);
    }

    @Test
    void showsAWorkOrderWithItsStations() {
        OrderId order = workshop.priced();
        StageRun run = new StageRun(Stage.PRICING, Workshop.NOW, Workshop.NOW, StageRun.Outcome.COMPLETED);
        workshop.runs.add(order, run);

        assertThat(viewWorkOrders.find(order)).contains(new ViewWorkOrders.Details(workshop.find(order), List.of(run)));
        assertThat(viewWorkOrders.find(Workshop.newOrder())).isEmpty();
    }

    @Test
    void readsTheModelOfAWorkOrder() {
        OrderId order = workshop.received(Workshop.commission(workshop.models.put(new byte[] {1, 2, 3})));

        assertThat(viewWorkOrders.readModel(order, InputStream::readAllBytes)).contains(new byte[] {1, 2, 3});
        assertThat(viewWorkOrders.readModel(Workshop.newOrder(), InputStream::readAllBytes)).isEmpty();
    }

    @Test
    void readsTheToolpathOnceItIsMade() {
        ToolpathId toolpath = workshop.products.storeToolpath(content -> content.write('G'));
        OrderId order = workshop.slicing();
        assertThat(viewWorkOrders.readToolpath(order, InputStream::readAllBytes)).isEmpty();

        MachiningWorkOrder casting = ((SlicingWorkOrder) workshop.find(order)).sliced(toolpath);
        workshop.workOrders.save(casting);

        assertThat(viewWorkOrders.readToolpath(order, InputStream::readAllBytes)).contains(new byte[] {'G'});
    }
}
