package dev.touchstone.shop.fakes;

import dev.touchstone.shop.application.port.out.PriceSights;
import dev.touchstone.shop.domain.order.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryPriceSights implements PriceSights {
    private final Map<OrderId, Instant> sights = new ConcurrentHashMap<>();

    @Override
    public List<OrderId> add(List<OrderId> orders, Instant at) {
        return orders.stream().distinct().filter(order -> sights.putIfAbsent(order, at) == null).toList();
    }
}
