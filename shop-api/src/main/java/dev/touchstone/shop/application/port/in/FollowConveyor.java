package dev.touchstone.shop.application.port.in;

import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.Quote;
import dev.touchstone.shop.domain.order.Rejection;
import java.time.Instant;

/**
 * Moves orders along by what the conveyor reports. Reports may come twice and out of order: one that came before has no
 * effect, one that runs ahead of another is refused and has to be brought again later.
 */
public interface FollowConveyor {
    Outcome priced(OrderId order, Quote quote, Instant at);

    Outcome rejected(OrderId order, Rejection rejection, Instant at);

    Outcome productionStarted(OrderId order, Instant at);

    Outcome productionFinished(OrderId order, Instant at);

    sealed interface Outcome permits Followed, AlreadyPast, Refused {}

    record Followed(Order order) implements Outcome {}

    /** The order stands at or beyond what is reported, or can never come to it. */
    record AlreadyPast(OrderStatus status) implements Outcome {}

    sealed interface Refused extends Outcome permits UnknownOrder, TooEarly, ChangedMeanwhile {}

    record UnknownOrder(OrderId order) implements Refused {}

    /** The order has yet to come to the status that the report starts from. */
    record TooEarly(OrderStatus status) implements Refused {}

    /** Somebody changed the order at the same moment and was faster; the report may still apply. */
    record ChangedMeanwhile() implements Refused {}
}
