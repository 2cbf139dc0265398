package dev.touchstone.mes.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.touchstone.mes.adapter.out.messaging.OutboxConveyor;
import dev.touchstone.mes.application.port.out.UnitOfWork;
import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.fake.Workshop;
import dev.touchstone.platform.database.Database;
import dev.touchstone.platform.messaging.Inbox;
import dev.touchstone.platform.messaging.Outbox;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JdbiUnitOfWorkIT {

    private static Database database;

    @BeforeAll
    static void open() {
        database = MesDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private final WorkOrders workOrders = new JdbiWorkOrders(database.jdbi());
    private final OutboxConveyor conveyor = new OutboxConveyor(new Outbox(database.jdbi()));
    private final Inbox inbox = new Inbox(database.jdbi());
    private final UnitOfWork unitOfWork = new JdbiUnitOfWork(database.jdbi());
    private final ReceivedWorkOrder workOrder = ReceivedWorkOrder.of(Workshop.commission());
    private final UUID message = UUID.randomUUID();

    @Test
    void keepsWorkOrderMessageAndInboxTogether() {
        assertThat(inbox.once(message, this::receive)).isTrue();

        assertThat(workOrders.find(workOrder.id())).isPresent();
        assertThat(inbox.seen(message)).isTrue();
        assertThat(dispatched()).isEqualTo(1);
    }

    @Test
    void dropsThemTogether() {
        assertThatIllegalStateException().isThrownBy(() -> inbox.once(message, () -> {
            receive();
            throw new IllegalStateException("too early");
        }));

        assertThat(workOrders.find(workOrder.id())).isEmpty();
        assertThat(inbox.seen(message)).isFalse();
        assertThat(dispatched()).isZero();
    }

    private void receive() {
        unitOfWork.execute(() -> {
            workOrders.add(workOrder);
            conveyor.dispatch(workOrder.id(), Stage.PRICING, Workshop.NOW);
            return null;
        });
    }

    private int dispatched() {
        return database.jdbi().withHandle(handle -> handle
                .createQuery("select count(*) from outbox where convert_from(payload, 'UTF8') like '%' || :order || '%'")
                .bind("order", workOrder.id().toString())
                .mapTo(Integer.class)
                .one());
    }
}
