package dev.touchstone.shop.application.port.in;

import dev.touchstone.shop.domain.order.OrderStatus;
import java.time.Duration;
import java.util.Map;

/** How many orders stand where, and for how long. */
public interface CountOrders {
    /** @return every status, also those that no order has */
    Map<OrderStatus, Standing> byStatus();

    /** @param oldest how long the longest waiting order has had the status; zero when none has it */
    record Standing(long orders, Duration oldest) {
    }
}
