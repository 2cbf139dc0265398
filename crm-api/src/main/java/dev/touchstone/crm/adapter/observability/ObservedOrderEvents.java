package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.out.OrderEvents;
import dev.touchstone.crm.domain.order.ApprovedOrder;
import dev.touchstone.crm.domain.order.ClosedOrder;
import dev.touchstone.crm.domain.order.ShippedOrder;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedOrderEvents implements OrderEvents {
    private final OrderEvents orderEvents;
    private final PortObserver observer;

    public ObservedOrderEvents(OrderEvents orderEvents, PortObserver observer) {
        this.orderEvents = orderEvents;
        this.observer = observer;
    }

    @Override
    public void approved(ApprovedOrder order) {
        observer.run(CrmCall.ORDER_EVENTS_APPROVED, () -> orderEvents.approved(order));
    }

    @Override
    public void shipped(ShippedOrder order) {
        observer.run(CrmCall.ORDER_EVENTS_SHIPPED, () -> orderEvents.shipped(order));
    }

    @Override
    public void closed(ClosedOrder order) {
        observer.run(CrmCall.ORDER_EVENTS_CLOSED, () -> orderEvents.closed(order));
    }
}
