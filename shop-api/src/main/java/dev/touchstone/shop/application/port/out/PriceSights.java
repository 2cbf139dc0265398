package dev.touchstone.shop.application.port.out;

import dev.touchstone.shop.domain.order.OrderId;
import java.time.Instant;
import java.util.List;

/** Which orders' prices have been seen, and when for the first time. */
public interface PriceSights {
    /**
     * Idempotent: the first time stays.
     *
     * @param orders of which there are any
     * @return those whose price had not been seen before
     */
    List<OrderId> add(List<OrderId> orders, Instant at);
}
