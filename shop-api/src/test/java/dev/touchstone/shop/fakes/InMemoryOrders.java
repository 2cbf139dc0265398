package dev.touchstone.shop.fakes;

import dev.touchstone.shop.application.port.out.Orders;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderPage;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import dev.touchstone.shop.fakes.InMemoryUnitOfWork.Undoable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryOrders implements Orders, Undoable {
    // Ids compare as text: UUID.compareTo is signed and does not sort UUIDv7 by time for ever.
    private static final Comparator<Order> NEWEST_FIRST = Comparator.comparing((Order order) -> order.id().toString()).reversed();

    private final Map<OrderId, Order> orders = new ConcurrentHashMap<>();

    @Override
    public void add(SubmittedOrder order) {
        if (orders.putIfAbsent(order.id(), order) != null) {
            throw new IllegalStateException("there is an order " + order.id() + " already");
        }
    }

    @Override
    public boolean advance(Order order) {
        Order kept = orders.get(order.id());
        return kept != null && kept.progress().version().equals(order.progress().version().previous())
                && orders.replace(order.id(), kept, order);
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public List<Order> of(CustomerId customer, OrderPage page) {
        return orders.values().stream()
                .filter(order -> order.belongsTo(customer))
                .filter(order -> page.status().isEmpty() || page.status().get() == order.status())
                .filter(order -> page.after().isEmpty() || order.id().toString().compareTo(page.after().get().toString()) < 0)
                .sorted(NEWEST_FIRST)
                .limit(page.limit())
                .toList();
    }

    public int count() {
        return orders.size();
    }

    /** Puts an order there as another service would have left it. */
    public void put(Order order) {
        orders.put(order.id(), order);
    }

    @Override
    public Runnable remember() {
        Map<OrderId, Order> before = Map.copyOf(orders);
        return () -> {
            orders.clear();
            orders.putAll(before);
        };
    }
}
