package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.out.IdempotencyKeys;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.IdempotencyKey;
import dev.touchstone.shop.domain.order.OrderId;
import java.util.Optional;

public final class ObservedIdempotencyKeys implements IdempotencyKeys {
    private final IdempotencyKeys idempotencyKeys;
    private final PortObserver observer;

    public ObservedIdempotencyKeys(IdempotencyKeys idempotencyKeys, PortObserver observer) {
        this.idempotencyKeys = idempotencyKeys;
        this.observer = observer;
    }

    @Override
    public Optional<OrderId> find(CustomerId customer, IdempotencyKey key) {
        return observer.call(ShopCall.FIND_KEY, () -> idempotencyKeys.find(customer, key));
    }

    @Override
    public OrderId claim(CustomerId customer, IdempotencyKey key, OrderId order) {
        return observer.call(ShopCall.CLAIM_KEY, () -> idempotencyKeys.claim(customer, key, order));
    }
}
