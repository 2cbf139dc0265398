package dev.touchstone.crm.adapter.out.persistence;

import static dev.touchstone.crm.domain.order.SampleOrders.id;
import static dev.touchstone.crm.domain.order.SampleOrders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.crm.adapter.out.messaging.OutboxOrderEvents;
import dev.touchstone.crm.application.TechnicalFailure;
import dev.touchstone.crm.application.port.out.OrderEvents;
import dev.touchstone.crm.application.port.out.UnitOfWork;
import dev.touchstone.crm.domain.order.AcceptedOrder;
import dev.touchstone.crm.domain.order.ApprovedOrder;
import dev.touchstone.crm.domain.order.ClosedOrder;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.crm.domain.order.ProducedOrder;
import dev.touchstone.crm.domain.order.ShippedOrder;
import dev.touchstone.crm.domain.session.UserId;
import dev.touchstone.crm.testing.CrmDatabase;
import dev.touchstone.crm.testing.ShopSchema;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.platform.database.Database;
import dev.touchstone.platform.messaging.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbiUnitOfWorkIT {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00.123456Z");

    private final PostgresBackend backend = Backends.shared().shopDatabase();
    private final ShopSchema shop = ShopSchema.in(backend);
    private final Database database = CrmDatabase.in(backend);
    private final JdbiOrders orders = new JdbiOrders(database.jdbi());
    private final OrderEvents events = new OutboxOrderEvents(new Outbox(database.jdbi()));
    private final UnitOfWork unitOfWork = new JdbiUnitOfWork(database.jdbi());
    private final AcceptedOrder accepted = (AcceptedOrder) order(1, OrderStatus.ACCEPTED);
    private final ApprovedOrder approved = accepted.approve(NOW);

    @BeforeEach
    void placeTheOrder() {
        shop.place(accepted);
    }

    @AfterEach
    void closeTheDatabase() {
        database.close();
    }

    @Test
    void storesAChangeAndItsEventTogether() {
        boolean replaced = unitOfWork.execute(() -> {
            boolean done = orders.replace(accepted, approved, new UserId("mona"));
            events.approved(approved);
            return done;
        });

        assertThat(replaced).isTrue();
        assertThat(orders.find(id(1))).contains(approved);
        assertThat(outbox()).containsExactly(
                "orders order.approved {\"orderId\":\"" + id(1) + "\",\"at\":\"2026-03-02T10:00:00.123456Z\"}");
    }

    @Test
    void storesNeitherWhenTheWorkThrows() {
        IllegalStateException fault = new IllegalStateException("after all was written");

        assertThatThrownBy(() -> unitOfWork.execute(() -> {
            orders.replace(accepted, approved, new UserId("mona"));
            events.approved(approved);
            throw fault;
        })).isSameAs(fault);

        assertThat(orders.find(id(1))).contains(accepted);
        assertThat(outbox()).isEmpty();
    }

    @Test
    void tellsEachStepByItsOwnType() {
        ProducedOrder produced = (ProducedOrder) order(2, OrderStatus.PRODUCED);
        ShippedOrder shipped = produced.ship(NOW);
        ClosedOrder closed = shipped.close(NOW.plusSeconds(1));

        events.shipped(shipped);
        events.closed(closed);

        assertThat(outbox()).containsExactly(
                "orders order.shipped {\"orderId\":\"" + id(2) + "\",\"at\":\"2026-03-02T10:00:00.123456Z\"}",
                "orders order.closed {\"orderId\":\"" + id(2) + "\",\"at\":\"2026-03-02T10:00:01.123456Z\"}");
    }

    @Test
    void failsTechnicallyWhenTheDatabaseRefuses() {
        assertThatThrownBy(() -> unitOfWork.execute(() -> database.jdbi().withHandle(handle -> handle.execute("select 1/0"))))
                .isInstanceOfSatisfying(TechnicalFailure.class, failure -> assertThat(failure.code()).isEqualTo(TechnicalFailure.Code.DATABASE_FAULT));
    }

    @Test
    void failsTechnicallyWhenTheConnectionIsLost() {
        assertThatThrownBy(() -> unitOfWork.execute(() -> database.jdbi().withHandle(handle ->
                handle.execute("select pg_terminate_backend(pg_backend_pid())"))))
                .isInstanceOfSatisfying(TechnicalFailure.class, failure -> assertThat(failure.code()).isEqualTo(TechnicalFailure.Code.DATABASE_UNAVAILABLE));
    }

    private List<String> outbox() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select exchange, routing_key, payload from outbox order by position")
                .map((row, _) -> row.getString("exchange") + " " + row.getString("routing_key") + " "
                        + new String(row.getBytes("payload"), StandardCharsets.UTF_8))
                .list());
    }
}
