package dev.touchstone.shop.domain.order;

import java.time.Instant;

/** An order that the customer may still call off: priced, and not yet approved. */
public sealed interface CancellableOrder extends QuotedOrder permits PricedOrder, AcceptedOrder {
    default CancelledOrder cancel(Instant at) {
        return new CancelledOrder(details(), quote(), progress().to(OrderStatus.CANCELLED, at));
    }
}
