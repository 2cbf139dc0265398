package dev.touchstone.shop.domain.order;

import java.time.Instant;
import java.util.Objects;

/** Released to the conveyor by a manager. */
public record ApprovedOrder(OrderDetails details, Quote quote, Progress progress) implements QuotedOrder {
    public ApprovedOrder {
        Objects.requireNonNull(quote, "quote");
        progress.mustStandAt(OrderStatus.APPROVED);
    }

    public InProductionOrder startProduction(Instant at) {
        return new InProductionOrder(details, quote, progress.to(OrderStatus.IN_PRODUCTION, at));
    }
}
