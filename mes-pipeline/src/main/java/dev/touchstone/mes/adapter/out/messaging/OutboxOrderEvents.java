package dev.touchstone.mes.adapter.out.messaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.mes.application.port.out.OrderEvents;
import dev.touchstone.mes.domain.part.Part;
import dev.touchstone.mes.domain.pricing.Quote;
import dev.touchstone.mes.domain.workorder.OrderEvent;
import dev.touchstone.mes.domain.workorder.OrderEvent.OrderPriced;
import dev.touchstone.mes.domain.workorder.OrderEvent.OrderProduced;
import dev.touchstone.mes.domain.workorder.OrderEvent.OrderRejected;
import dev.touchstone.mes.domain.workorder.OrderEvent.ProductionStarted;
import dev.touchstone.mes.domain.workorder.Rejection;
import dev.touchstone.platform.messaging.OutgoingMessage;
import dev.touchstone.platform.messaging.Outbox;
import java.nio.charset.StandardCharsets;

public final class OutboxOrderEvents implements OrderEvents {

    private final Outbox outbox;

    public OutboxOrderEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void publish(OrderEvent event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("orderId", event.order().toString())
                .put("at", event.at().toString());
        String type = switch (event) {
            case OrderPriced priced -> {
                quote(json, priced.quote());
                yield "order.priced";
            }
            case OrderRejected rejected -> {
                rejection(json, rejected.rejection());
                yield "order.rejected";
            }
            case ProductionStarted _ -> "order.production-started";
            case OrderProduced produced -> {
                json.put("toolpath", produced.toolpath().sha256());
                yield "order.produced";
            }
        };
        outbox.append(OutgoingMessage.event(type, json.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void quote(ObjectNode json, Quote quote) {
        Part part = quote.part();
        json.putObject("price")
                .put("amount", quote.price().amount().toPlainString())
                .put("currency", quote.price().currency().getCurrencyCode());
        json.put("massGrams", quote.massGrams())
                .put("volumeCubicMillimetres", part.volumeCubicMillimetres())
                .put("areaSquareMillimetres", part.areaSquareMillimetres())
                .put("facets", part.facets());
    }

    private static void rejection(ObjectNode json, Rejection rejection) {
        json.put("code", rejection.code().name()).put("reason", rejection.reason());
    }
}
