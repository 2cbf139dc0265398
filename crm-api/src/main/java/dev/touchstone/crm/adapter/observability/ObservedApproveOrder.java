package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.in.ApproveOrder;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedApproveOrder implements ApproveOrder {
    private final ApproveOrder approveOrder;
    private final PortObserver observer;

    public ObservedApproveOrder(ApproveOrder approveOrder, PortObserver observer) {
        this.approveOrder = approveOrder;
        this.observer = observer;
    }

    @Override
    public Outcome approve(Command command) {
        return observer.call(CrmCall.APPROVE_ORDER_APPROVE, () -> approveOrder.approve(command), outcome -> outcome instanceof Refused);
    }
}
