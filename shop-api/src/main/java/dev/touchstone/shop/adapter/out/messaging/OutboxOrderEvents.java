package dev.touchstone.shop.adapter.out.messaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.platform.messaging.Outbox;
import dev.touchstone.platform.messaging.OutgoingMessage;
import dev.touchstone.shop.application.port.out.OrderEvents;
import dev.touchstone.shop.domain.order.AcceptedOrder;
import dev.touchstone.shop.domain.order.CancelledOrder;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import java.nio.charset.StandardCharsets;

/** Leaves events in the outbox, in the caller's transaction. */
public final class OutboxOrderEvents implements OrderEvents {
    private final Outbox outbox;

    public OutboxOrderEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void submitted(SubmittedOrder order) {
        append("order.submitted", event(order)
                .put("model", order.details().model().sha256())
                .put("metal", order.details().metal().name()));
    }

    @Override
    public void accepted(AcceptedOrder order) {
        append("order.accepted", event(order));
    }

    @Override
    public void cancelled(CancelledOrder order) {
        append("order.cancelled", event(order));
    }

    private static ObjectNode event(Order order) {
        return JsonNodeFactory.instance.objectNode()
                .put("orderId", order.id().toString())
                .put("at", order.progress().updatedAt().toString());
    }

    private void append(String type, ObjectNode payload) {
        outbox.append(OutgoingMessage.event(type, payload.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
