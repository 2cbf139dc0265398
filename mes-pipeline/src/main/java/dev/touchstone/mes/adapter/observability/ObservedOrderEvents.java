package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.out.OrderEvents;
import dev.touchstone.mes.domain.workorder.OrderEvent;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedOrderEvents implements OrderEvents {

    private final OrderEvents orderEvents;
    private final PortObserver observer;

    public ObservedOrderEvents(OrderEvents orderEvents, PortObserver observer) {
        this.orderEvents = orderEvents;
        this.observer = observer;
    }

    @Override
    public void publish(OrderEvent event) {
        observer.run(MesCall.PUBLISH_EVENT, () -> orderEvents.publish(event));
    }
}
