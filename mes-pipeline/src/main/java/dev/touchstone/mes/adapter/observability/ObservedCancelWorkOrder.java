package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.in.CancelWorkOrder;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedCancelWorkOrder implements CancelWorkOrder {

    private final CancelWorkOrder cancelWorkOrder;
    private final PortObserver observer;

    public ObservedCancelWorkOrder(CancelWorkOrder cancelWorkOrder, PortObserver observer) {
        this.cancelWorkOrder = cancelWorkOrder;
        this.observer = observer;
    }

    @Override
    public Outcome cancel(Command command) {
        return observer.call(MesCall.CANCEL_WORK_ORDER, () -> cancelWorkOrder.cancel(command), Refused.class::isInstance);
    }
}
