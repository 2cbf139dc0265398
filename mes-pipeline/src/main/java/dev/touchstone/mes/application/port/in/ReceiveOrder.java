package dev.touchstone.mes.application.port.in;

import dev.touchstone.mes.domain.pricing.MetalCode;
import dev.touchstone.mes.domain.workorder.ModelId;
import dev.touchstone.mes.domain.workorder.OrderId;

/** Opens a work order and sends it to pricing. Idempotent by order. */
public interface ReceiveOrder {

    Outcome receive(Command command);

    record Command(OrderId order, ModelId model, MetalCode metal) {}

    sealed interface Outcome {}

    record Received() implements Outcome {}

    sealed interface Refused extends Outcome {}

    /** The work order is there already; nothing was changed. */
    record AlreadyReceived() implements Refused {}
}
