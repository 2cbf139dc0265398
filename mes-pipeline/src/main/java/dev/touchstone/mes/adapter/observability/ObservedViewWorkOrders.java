package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.in.ViewWorkOrders;
import dev.touchstone.mes.domain.content.ContentReader;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import dev.touchstone.observability.port.PortObserver;
import java.util.List;
import java.util.Optional;

public final class ObservedViewWorkOrders implements ViewWorkOrders {

    private final ViewWorkOrders viewWorkOrders;
    private final PortObserver observer;

    public ObservedViewWorkOrders(ViewWorkOrders viewWorkOrders, PortObserver observer) {
        this.viewWorkOrders = viewWorkOrders;
        this.observer = observer;
    }

    @Override
    public List<WorkOrder> list(Filter filter) {
        return observer.call(MesCall.LIST_WORK_ORDERS, () -> viewWorkOrders.list(filter));
    }

    @Override
    public Optional<Details> find(OrderId order) {
        return observer.call(MesCall.VIEW_WORK_ORDER, () -> viewWorkOrders.find(order));
    }

    @Override
    public <T> Optional<T> readModel(OrderId order, ContentReader<T> reader) {
        return observer.call(MesCall.VIEW_MODEL, () -> viewWorkOrders.readModel(order, reader));
    }

    @Override
    public <T> Optional<T> readToolpath(OrderId order, ContentReader<T> reader) {
        return observer.call(MesCall.VIEW_TOOLPATH, () -> viewWorkOrders.readToolpath(order, reader));
    }
}
