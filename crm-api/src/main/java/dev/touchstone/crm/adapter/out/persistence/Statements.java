package dev.touchstone.crm.adapter.out.persistence;

import dev.touchstone.crm.application.TechnicalFailure;
import dev.touchstone.crm.application.TechnicalFailure.Code;
import dev.touchstone.platform.database.SqlStates;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/** Runs what talks to the database; its failures come out as ours, so that nobody outside has to know JDBC. */
final class Statements {
    private Statements() {}

    static <T> T run(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (JdbiException e) {
            throw new TechnicalFailure(SqlStates.mayPass(e) ? Code.DATABASE_UNAVAILABLE : Code.DATABASE_FAULT, e);
        }
    }
}
