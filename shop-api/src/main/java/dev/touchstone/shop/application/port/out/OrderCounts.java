package dev.touchstone.shop.application.port.out;

import dev.touchstone.shop.domain.order.OrderStatus;
import java.time.Instant;
import java.util.Map;

public interface OrderCounts {
    /** A status that no order has is absent. */
    Map<OrderStatus, Count> byStatus();

    /** @param since when the longest waiting order came to the status */
    record Count(long orders, Instant since) {
    }
}
