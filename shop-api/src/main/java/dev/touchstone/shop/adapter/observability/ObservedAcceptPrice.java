package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.in.AcceptPrice;

public final class ObservedAcceptPrice implements AcceptPrice {
    private final AcceptPrice acceptPrice;
    private final PortObserver observer;

    public ObservedAcceptPrice(AcceptPrice acceptPrice, PortObserver observer) {
        this.acceptPrice = acceptPrice;
        this.observer = observer;
    }

    @Override
    public Outcome accept(Command command) {
        return observer.call(ShopCall.ACCEPT_PRICE, () -> acceptPrice.accept(command), Refused.class::isInstance);
    }
}
