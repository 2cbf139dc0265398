package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.in.CloseOrder;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedCloseOrder implements CloseOrder {
    private final CloseOrder closeOrder;
    private final PortObserver observer;

    public ObservedCloseOrder(CloseOrder closeOrder, PortObserver observer) {
        this.closeOrder = closeOrder;
        this.observer = observer;
    }

    @Override
    public Outcome close(Command command) {
        return observer.call(CrmCall.CLOSE_ORDER_CLOSE, () -> closeOrder.close(command), outcome -> outcome instanceof Refused);
    }
}
