package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.out.PriceSights;
import dev.touchstone.shop.domain.order.OrderId;
import java.time.Instant;
import java.util.List;

public final class ObservedPriceSights implements PriceSights {
    private final PriceSights priceSights;
    private final PortObserver observer;

    public ObservedPriceSights(PriceSights priceSights, PortObserver observer) {
        this.priceSights = priceSights;
        this.observer = observer;
    }

    @Override
    public List<OrderId> add(List<OrderId> orders, Instant at) {
        return observer.call(ShopCall.ADD_PRICE_SIGHTS, () -> priceSights.add(orders, at));
    }
}
