package dev.touchstone.mes.domain.workorder;

import dev.touchstone.mes.domain.pricing.Quote;
import java.time.Instant;

/** What the workshop tells the rest of the house. */
public sealed interface OrderEvent {

    OrderId order();

    Instant at();

    record OrderPriced(OrderId order, Quote quote, Instant at) implements OrderEvent {}

    record OrderRejected(OrderId order, Rejection rejection, Instant at) implements OrderEvent {}

    record ProductionStarted(OrderId order, Instant at) implements OrderEvent {}

    record OrderProduced(OrderId order, ToolpathId toolpath, Instant at) implements OrderEvent {}
}
