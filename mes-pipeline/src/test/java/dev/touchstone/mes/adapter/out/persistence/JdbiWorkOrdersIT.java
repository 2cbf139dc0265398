package dev.touchstone.mes.adapter.out.persistence;

import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.application.port.out.WorkOrdersContract;
import dev.touchstone.platform.database.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class JdbiWorkOrdersIT extends WorkOrdersContract {

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
    protected WorkOrders workOrders() {
        return new JdbiWorkOrders(database.jdbi());
    }
}
