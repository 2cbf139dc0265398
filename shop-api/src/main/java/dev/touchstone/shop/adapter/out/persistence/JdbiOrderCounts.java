package dev.touchstone.shop.adapter.out.persistence;

import dev.touchstone.shop.application.port.out.OrderCounts;
import dev.touchstone.shop.domain.order.OrderStatus;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

public final class JdbiOrderCounts implements OrderCounts {
    private final Jdbi jdbi;

    public JdbiOrderCounts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** An order is updated when its status changes and at no other time. */
    @Override
    public Map<OrderStatus, Count> byStatus() {
        return Statements.run(() -> jdbi.withHandle(handle -> handle
                .createQuery("select status, count(*) as orders, min(updated_at) as since from orders group by status")
                .map((row, _) -> Map.entry(OrderStatus.valueOf(row.getString("status")),
                        new Count(row.getLong("orders"), row.getTimestamp("since").toInstant())))
                .list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }
}
