package dev.touchstone.mes.adapter.out.messaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.touchstone.mes.application.port.out.Conveyor;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.platform.messaging.Exchange;
import dev.touchstone.platform.messaging.OutgoingMessage;
import dev.touchstone.platform.messaging.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

public final class OutboxConveyor implements Conveyor {

    private final Outbox outbox;

    public OutboxConveyor(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void dispatch(OrderId order, Stage stage, Instant at) {
        byte[] payload = JsonNodeFactory.instance.objectNode()
                .put("orderId", order.toString())
                .put("stage", stage.label())
                .put("at", at.toString())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        outbox.append(OutgoingMessage.of(Exchange.CONVEYOR, stage.label(), "stage." + stage.label(), payload));
    }
}
