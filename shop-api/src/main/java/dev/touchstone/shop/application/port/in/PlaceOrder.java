package dev.touchstone.shop.application.port.in;

import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.IdempotencyKey;
import dev.touchstone.shop.domain.order.Metal;
import dev.touchstone.shop.domain.order.OfferedMetals;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.SubmittedOrder;

/** Orders a piece. Idempotent by the customer's key: repeated, even at the same time, it finds the order of the first time. */
public interface PlaceOrder {
    Outcome place(Command command);

    record Command(CustomerId customer, IdempotencyKey key, ModelId model, Metal metal) {}

    sealed interface Outcome permits Placed, Replayed, Refused {}

    record Placed(SubmittedOrder order) implements Outcome {}

    /** The order that the key placed before, as it is now. */
    record Replayed(Order order) implements Outcome {}

    sealed interface Refused extends Outcome permits KeyReused, ModelNotUploaded, MetalNotOffered {}

    /** The key placed an order for something else. */
    record KeyReused() implements Refused {}

    /** This customer uploaded no such model; another's model is none of theirs. */
    record ModelNotUploaded(ModelId model) implements Refused {}

    record MetalNotOffered(Metal metal, OfferedMetals offered) implements Refused {}
}
