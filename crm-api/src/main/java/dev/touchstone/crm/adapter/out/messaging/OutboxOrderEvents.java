package dev.touchstone.crm.adapter.out.messaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.touchstone.crm.application.port.out.OrderEvents;
import dev.touchstone.crm.domain.order.ApprovedOrder;
import dev.touchstone.crm.domain.order.ClosedOrder;
import dev.touchstone.crm.domain.order.OrderDetails;
import dev.touchstone.crm.domain.order.ShippedOrder;
import dev.touchstone.platform.messaging.Outbox;
import dev.touchstone.platform.messaging.OutgoingMessage;
import java.nio.charset.StandardCharsets;

/** Leaves events in the outbox, in the transaction that changes the order; the relay brings them to the broker. */
public final class OutboxOrderEvents implements OrderEvents {
    private final Outbox outbox;

    public OutboxOrderEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void approved(ApprovedOrder order) {
        append("order.approved", order.details());
    }

    @Override
    public void shipped(ShippedOrder order) {
        append("order.shipped", order.details());
    }

    @Override
    public void closed(ClosedOrder order) {
        append("order.closed", order.details());
    }

    private void append(String type, OrderDetails order) {
        byte[] payload = JsonNodeFactory.instance.objectNode()
                .put("orderId", order.id().toString())
                .put("at", order.updatedAt().toString())
                .toString().getBytes(StandardCharsets.UTF_8);
        outbox.append(OutgoingMessage.event(type, payload));
    }
}
