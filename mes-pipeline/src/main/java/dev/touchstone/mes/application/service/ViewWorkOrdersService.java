package dev.touchstone.mes.application.service;

import dev.touchstone.mes.domain.content.ContentReader;
import dev.touchstone.mes.application.port.in.ViewWorkOrders;
import dev.touchstone.mes.application.port.out.ModelStore;
import dev.touchstone.mes.application.port.out.ProductStore;
import dev.touchstone.mes.application.port.out.StageRuns;
import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import java.util.List;
import java.util.Optional;

public final class ViewWorkOrdersService implements ViewWorkOrders {

    private final WorkOrders workOrders;
    private final StageRuns runs;
    private final ModelStore models;
    private final ProductStore products;

    public ViewWorkOrdersService(WorkOrders workOrders, StageRuns runs, ModelStore models, ProductStore products) {
        this.workOrders = workOrders;
        this.runs = runs;
        this.models = models;
        this.products = products;
    }

    @Override
    public List<WorkOrder> list(Filter filter) {
        return workOrders.list(filter.status(), filter.after(), filter.limit());
    }

    @Override
    public Optional<Details> find(OrderId order) {
        return workOrders.find(order).map(workOrder -> new Details(workOrder, runs.of(order)));
    }

    @Override
    public <T> Optional<T> readModel(OrderId order, ContentReader<T> reader) {
        return workOrders.find(order).map(workOrder -> models.read(workOrder.commission().model(), reader));
    }

    @Override
    public <T> Optional<T> readToolpath(OrderId order, ContentReader<T> reader) {
        return workOrders.find(order).flatMap(WorkOrder::knownToolpath).map(toolpath -> products.readToolpath(toolpath, reader));
    }
}
