package dev.touchstone.shop.adapter.out.persistence;

import dev.touchstone.shop.application.port.out.IdempotencyKeys;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.IdempotencyKey;
import dev.touchstone.shop.domain.order.OrderId;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

public final class JdbiIdempotencyKeys implements IdempotencyKeys {
    private final Jdbi jdbi;

    public JdbiIdempotencyKeys(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<OrderId> find(CustomerId customer, IdempotencyKey key) {
        return Statements.run(() -> jdbi.withHandle(handle -> handle
                .createQuery("select order_id from idempotency_keys where customer = :customer and key = :key")
                .bind("customer", customer.value())
                .bind("key", key.value())
                .mapTo(UUID.class)
                .findOne()
                .map(OrderId::new)));
    }

    @Override
    public OrderId claim(CustomerId customer, IdempotencyKey key, OrderId order) {
        // The insert waits for another transaction that has just taken the key. When that commits, nothing is inserted, and
        // a statement of its own sees the winner, which the insert's own snapshot would not (read committed).
        boolean taken = Statements.run(() -> jdbi.withHandle(handle -> handle
                .createUpdate("insert into idempotency_keys (customer, key, order_id) values (:customer, :key, :order) on conflict do nothing")
                .bind("customer", customer.value())
                .bind("key", key.value())
                .bind("order", order.value())
                .execute() == 1));
        return taken ? order : find(customer, key).orElseThrow();
    }
}
