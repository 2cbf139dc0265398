package dev.touchstone.shop.application.port.in;

import dev.touchstone.shop.domain.order.Order;
import java.time.Duration;
import java.util.List;

/** Notes when customers see the price of their order for the first time. */
public interface NoteShownPrices {
    /**
     * @param orders about to be shown to the customer who placed them, priced or not
     * @return how long each customer waited, from placing the order, whose price is shown for the first time ever now
     */
    List<Duration> shown(List<Order> orders);
}
