package dev.touchstone.shop.domain.order;

import java.time.Instant;
import java.util.Objects;

/** On the conveyor. */
public record InProductionOrder(OrderDetails details, Quote quote, Progress progress) implements QuotedOrder {
    public InProductionOrder {
        Objects.requireNonNull(quote, "quote");
        progress.mustStandAt(OrderStatus.IN_PRODUCTION);
    }

    public ProducedOrder finishProduction(Instant at) {
        return new ProducedOrder(details, quote, progress.to(OrderStatus.PRODUCED, at));
    }
}
