package dev.touchstone.shop.adapter.out.persistence;

import dev.touchstone.shop.application.port.out.PriceSights;
import dev.touchstone.shop.domain.order.OrderId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The database decides which sight was the first, among all replicas; what this process knows to be seen it does not ask about again. */
public final class JdbiPriceSights implements PriceSights {
    /** Customers ask for the same orders over and over while they wait, hardly for more than these at a time. */
    private static final int MOST_REMEMBERED = 10_000;

    private final Jdbi jdbi;
    private final Set<OrderId> seen = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderId, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }));

    public JdbiPriceSights(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<OrderId> add(List<OrderId> orders, Instant at) {
        List<OrderId> perhaps = orders.stream().filter(order -> !seen.contains(order)).toList();
        if (perhaps.isEmpty()) {
            return List.of();
        }
        // Sorted, so that two pages with the same orders can not wait for each other.
        List<OrderId> first = Statements.run(() -> jdbi.withHandle(handle -> handle
                .createQuery("""
                        insert into price_sights (order_id, at)
                        select distinct id, :at::timestamptz from unnest(string_to_array(:ids, ',')::uuid[]) id
                        order by id
                        on conflict do nothing
                        returning order_id
                        """)
                .bind("ids", perhaps.stream().map(OrderId::toString).collect(Collectors.joining(",")))
                .bind("at", at)
                .mapTo(UUID.class)
                .map(OrderId::new)
                .list()));
        seen.addAll(perhaps);
        return first;
    }
}
