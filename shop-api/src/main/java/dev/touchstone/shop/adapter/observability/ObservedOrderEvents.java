package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.out.OrderEvents;
import dev.touchstone.shop.domain.order.AcceptedOrder;
import dev.touchstone.shop.domain.order.CancelledOrder;
import dev.touchstone.shop.domain.order.SubmittedOrder;

public final class ObservedOrderEvents implements OrderEvents {
    private final OrderEvents orderEvents;
    private final PortObserver observer;

    public ObservedOrderEvents(OrderEvents orderEvents, PortObserver observer) {
        this.orderEvents = orderEvents;
        this.observer = observer;
    }

    @Override
    public void submitted(SubmittedOrder order) {
        observer.run(ShopCall.TELL_SUBMITTED, () -> orderEvents.submitted(order));
    }

    @Override
    public void accepted(AcceptedOrder order) {
        observer.run(ShopCall.TELL_ACCEPTED, () -> orderEvents.accepted(order));
    }

    @Override
    public void cancelled(CancelledOrder order) {
        observer.run(ShopCall.TELL_CANCELLED, () -> orderEvents.cancelled(order));
    }
}
