package dev.touchstone.shop.application.port.out;

import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.IdempotencyKey;
import dev.touchstone.shop.domain.order.OrderId;
import java.util.Optional;

/** Which order each key of a customer placed. */
public interface IdempotencyKeys {
    Optional<OrderId> find(CustomerId customer, IdempotencyKey key);

    /**
     * Takes the key for an order about to be placed in the same unit of work. Of several at once exactly one takes it;
     * the others wait for that unit of work to end.
     *
     * @return the order that holds the key: the one given, or the one that was faster
     */
    OrderId claim(CustomerId customer, IdempotencyKey key, OrderId order);
}
