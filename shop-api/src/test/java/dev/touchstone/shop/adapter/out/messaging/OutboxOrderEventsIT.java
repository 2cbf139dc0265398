package dev.touchstone.shop.adapter.out.messaging;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.platform.messaging.Outbox;
import dev.touchstone.shop.application.port.out.OrderEvents;
import dev.touchstone.shop.domain.order.AcceptedOrder;
import dev.touchstone.shop.domain.order.CancelledOrder;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import dev.touchstone.shop.fakes.Samples;
import dev.touchstone.shop.running.ShopDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxOrderEventsIT {
    private static final OrderId ID = new OrderId(UUID.fromString("0199a5c4-7c00-7000-8000-000000000001"));

    private final ShopDatabase database = new ShopDatabase();
    private final OrderEvents events = new OutboxOrderEvents(new Outbox(database.jdbi()));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void leavesEachEventInTheOutboxForTheOrdersExchange() {
        events.submitted((SubmittedOrder) Samples.order(ID, ALICE, OrderStatus.SUBMITTED));
        events.accepted((AcceptedOrder) Samples.order(ID, ALICE, OrderStatus.ACCEPTED));
        events.cancelled((CancelledOrder) Samples.order(ID, ALICE, OrderStatus.CANCELLED));

        assertThat(outbox()).containsExactly(
                "orders order.submitted order.submitted {\"orderId\":\"" + ID + "\",\"at\":\"2026-11-22T12:00:00Z\",\"model\":\"" + "1".repeat(64) + "\",\"metal\":\"silver-925\"}",
                "orders order.accepted order.accepted {\"orderId\":\"" + ID + "\",\"at\":\"2026-11-22T12:02:00Z\"}",
                "orders order.cancelled order.cancelled {\"orderId\":\"" + ID + "\",\"at\":\"2026-11-22T12:02:00Z\"}");
    }

    @Test
    void leavesNothingWhenTheTransactionFails() {
        assertThatThrownBy(() -> database.jdbi().useTransaction(_ -> {
            events.submitted((SubmittedOrder) Samples.order(ID, ALICE, OrderStatus.SUBMITTED));
            throw new IllegalStateException("afterwards");
        })).hasMessage("afterwards");

        assertThat(outbox()).isEmpty();
    }

    private List<String> outbox() {
        return database.jdbi().withHandle(handle -> handle
                .createQuery("select exchange, routing_key, type, payload from outbox order by position")
                .map((row, _) -> String.join(" ", row.getString(1), row.getString(2), row.getString(3), new String(row.getBytes(4), UTF_8)))
                .list());
    }
}
