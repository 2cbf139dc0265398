package dev.touchstone.mes.adapter.out.persistence;

import dev.touchstone.mes.application.port.out.Discards;
import dev.touchstone.mes.application.port.out.DiscardsContract;
import dev.touchstone.platform.database.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class JdbiDiscardsIT extends DiscardsContract {

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
    protected Discards discards() {
        return new JdbiDiscards(database.jdbi());
    }
}
