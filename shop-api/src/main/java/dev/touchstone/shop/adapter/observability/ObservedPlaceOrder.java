package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.in.PlaceOrder;

public final class ObservedPlaceOrder implements PlaceOrder {
    private final PlaceOrder placeOrder;
    private final PortObserver observer;

    public ObservedPlaceOrder(PlaceOrder placeOrder, PortObserver observer) {
        this.placeOrder = placeOrder;
        this.observer = observer;
    }

    @Override
    public Outcome place(Command command) {
        return observer.call(ShopCall.PLACE_ORDER, () -> placeOrder.place(command), Refused.class::isInstance);
    }
}
