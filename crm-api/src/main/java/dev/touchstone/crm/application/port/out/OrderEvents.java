package dev.touchstone.crm.application.port.out;

import dev.touchstone.crm.domain.order.ApprovedOrder;
import dev.touchstone.crm.domain.order.ClosedOrder;
import dev.touchstone.crm.domain.order.ShippedOrder;

/** Tells the other services; joins the unit of work, so that it is told exactly when the change is stored. */
public interface OrderEvents {
    void approved(ApprovedOrder order);

    void shipped(ShippedOrder order);

    void closed(ClosedOrder order);
}
