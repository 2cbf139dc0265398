package dev.touchstone.shop.adapter.out.identity;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.touchstone.shop.application.port.out.OrderIds;
import dev.touchstone.shop.domain.order.OrderId;

/** UUIDv7 (RFC 9562, 5.7). */
public final class TimeOrderedOrderIds implements OrderIds {
    @Override
    public OrderId next() {
        return new OrderId(UuidCreator.getTimeOrderedEpoch());
    }
}
