package dev.touchstone.shop.fakes;

import dev.touchstone.shop.application.port.out.IdempotencyKeys;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.IdempotencyKey;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.fakes.InMemoryUnitOfWork.Undoable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryIdempotencyKeys implements IdempotencyKeys, Undoable {
    private record Owned(CustomerId customer, IdempotencyKey key) {}

    private final Map<Owned, OrderId> holders = new ConcurrentHashMap<>();

    @Override
    public Optional<OrderId> find(CustomerId customer, IdempotencyKey key) {
        return Optional.ofNullable(holders.get(new Owned(customer, key)));
    }

    @Override
    public OrderId claim(CustomerId customer, IdempotencyKey key, OrderId order) {
        OrderId holder = holders.putIfAbsent(new Owned(customer, key), order);
        return holder == null ? order : holder;
    }

    @Override
    public Runnable remember() {
        Map<Owned, OrderId> before = Map.copyOf(holders);
        return () -> {
            holders.clear();
            holders.putAll(before);
        };
    }
}
