package dev.touchstone.shop.application.service;

import dev.touchstone.shop.application.port.in.CountOrders;
import dev.touchstone.shop.application.port.out.OrderCounts;
import dev.touchstone.shop.application.port.out.OrderCounts.Count;
import dev.touchstone.shop.domain.order.OrderStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

public final class CountOrdersService implements CountOrders {
    private final OrderCounts counts;
    private final Clock clock;

    public CountOrdersService(OrderCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public Map<OrderStatus, Standing> byStatus() {
        Map<OrderStatus, Count> present = counts.byStatus();
        Map<OrderStatus, Standing> standings = new EnumMap<>(OrderStatus.class);
        for (OrderStatus status : OrderStatus.values()) {
            Count count = present.get(status);
            standings.put(status, count == null ? new Standing(0, Duration.ZERO) : new Standing(count.orders(), age(count)));
        }
        return standings;
    }

    /** The clock of another process may be ahead of ours. */
    private Duration age(Count count) {
        Duration age = Duration.between(count.since(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
