package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.in.ShipOrder;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedShipOrder implements ShipOrder {
    private final ShipOrder shipOrder;
    private final PortObserver observer;

    public ObservedShipOrder(ShipOrder shipOrder, PortObserver observer) {
        this.shipOrder = shipOrder;
        this.observer = observer;
    }

    @Override
    public Outcome ship(Command command) {
        return observer.call(CrmCall.SHIP_ORDER_SHIP, () -> shipOrder.ship(command), outcome -> outcome instanceof Refused);
    }
}
