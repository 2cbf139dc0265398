package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.domain.workorder.OrderEvent;

public interface OrderEvents {

    /** Told to the house when, and only when, the transaction commits. */
    void publish(OrderEvent event);
}
