package dev.touchstone.mes.adapter.out.persistence;

import dev.touchstone.mes.application.port.out.StageRuns;
import dev.touchstone.mes.application.port.out.StageRunsContract;
import dev.touchstone.mes.domain.workorder.Commission;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.fake.Workshop;
import dev.touchstone.platform.database.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class JdbiStageRunsIT extends StageRunsContract {

    private static Database database;

    @BeforeAll
    static void open() {
        database = MesDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Override
    protected StageRuns stageRuns() {
        return new JdbiStageRuns(database.jdbi());
    }

    @Override
    protected OrderId knownOrder() {
        Commission commission = Workshop.commission();
        new JdbiWorkOrders(database.jdbi()).add(ReceivedWorkOrder.of(commission));
        return commission.order();
    }
}
