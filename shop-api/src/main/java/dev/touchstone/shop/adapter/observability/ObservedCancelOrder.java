package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.in.CancelOrder;

public final class ObservedCancelOrder implements CancelOrder {
    private final CancelOrder cancelOrder;
    private final PortObserver observer;

    public ObservedCancelOrder(CancelOrder cancelOrder, PortObserver observer) {
        this.cancelOrder = cancelOrder;
        this.observer = observer;
    }

    @Override
    public Outcome cancel(Command command) {
        return observer.call(ShopCall.CANCEL_ORDER, () -> cancelOrder.cancel(command), Refused.class::isInstance);
    }
}
