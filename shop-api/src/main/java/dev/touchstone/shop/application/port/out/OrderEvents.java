package dev.touchstone.shop.application.port.out;

import dev.touchstone.shop.domain.order.AcceptedOrder;
import dev.touchstone.shop.domain.order.CancelledOrder;
import dev.touchstone.shop.domain.order.SubmittedOrder;

/** Tells the other services what happened here; told in a unit of work, it is heard if and only if that commits. */
public interface OrderEvents {
    void submitted(SubmittedOrder order);

    void accepted(AcceptedOrder order);

    void cancelled(CancelledOrder order);
}
