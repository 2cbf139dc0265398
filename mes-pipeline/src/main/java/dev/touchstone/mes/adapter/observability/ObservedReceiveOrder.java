package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.in.ReceiveOrder;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedReceiveOrder implements ReceiveOrder {

    private final ReceiveOrder receiveOrder;
    private final PortObserver observer;

    public ObservedReceiveOrder(ReceiveOrder receiveOrder, PortObserver observer) {
        this.receiveOrder = receiveOrder;
        this.observer = observer;
    }

    @Override
    public Outcome receive(Command command) {
        return observer.call(MesCall.RECEIVE_ORDER, () -> receiveOrder.receive(command), Refused.class::isInstance);
    }
}
