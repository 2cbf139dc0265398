package dev.touchstone.shop.domain.order;

/** An order whose price is known. */
public sealed interface QuotedOrder extends Order
        permits CancellableOrder, ApprovedOrder, InProductionOrder, ProducedOrder, ShippedOrder, ClosedOrder, CancelledOrder {
    Quote quote();
}
