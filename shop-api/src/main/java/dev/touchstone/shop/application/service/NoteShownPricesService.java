package dev.touchstone.shop.application.service;

import dev.touchstone.shop.application.port.in.NoteShownPrices;
import dev.touchstone.shop.application.port.out.PriceSights;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.QuotedOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

public final class NoteShownPricesService implements NoteShownPrices {
    private final PriceSights sights;
    private final Clock clock;

    public NoteShownPricesService(PriceSights sights, Clock clock) {
        this.sights = sights;
        this.clock = clock;
    }

    @Override
    public List<Duration> shown(List<Order> orders) {
        List<Order> priced = orders.stream().filter(QuotedOrder.class::isInstance).toList();
        if (priced.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<OrderId> first = sights.add(priced.stream().map(Order::id).toList(), now);
        return priced.stream().filter(order -> first.contains(order.id())).map(order -> waited(order, now)).toList();
    }

    /** Clocks of two replicas may disagree by a little; nobody waits a negative time. */
    private static Duration waited(Order order, Instant now) {
        Instant placed = order.progress().createdAt();
        return placed.isAfter(now) ? Duration.ZERO : Duration.between(placed, now);
    }
}
