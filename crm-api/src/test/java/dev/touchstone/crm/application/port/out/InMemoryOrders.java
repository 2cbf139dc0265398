package dev.touchstone.crm.application.port.out;

import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderPage;
import dev.touchstone.crm.domain.session.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryOrders implements Orders {
    private final Map<OrderId, Order> stored = new ConcurrentHashMap<>();
    /** As "APPROVED by mona". */
    public final List<String> decisions = new ArrayList<>();

    public void placed(Order order) {
        stored.put(order.details().id(), order);
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return Optional.ofNullable(stored.get(id));
    }

    @Override
    public List<Order> page(OrderPage page) {
        return stored.values().stream()
                .filter(order -> page.status().isEmpty() || order.status() == page.status().get())
                .filter(order -> page.after().isEmpty() || text(order).compareTo(page.after().get().toString()) < 0)
                .sorted(Comparator.comparing(InMemoryOrders::text).reversed())
                .limit(page.limit())
                .toList();
    }

    @Override
    public synchronized boolean replace(Order current, Order next, UserId by) {
        Order there = stored.get(current.details().id());
        if (there == null || there.details().version() != current.details().version()) {
            return false;
        }
        stored.put(next.details().id(), next);
        decisions.add(next.status() + " by " + by.value());
        return true;
    }

    /** As text, because UUID compares its halves as signed numbers. */
    private static String text(Order order) {
        return order.details().id().toString();
    }
}
