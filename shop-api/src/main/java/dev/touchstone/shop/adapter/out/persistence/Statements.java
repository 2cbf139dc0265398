package dev.touchstone.shop.adapter.out.persistence;

import dev.touchstone.platform.database.SqlStates;
import dev.touchstone.shop.application.TechnicalFailure;
import dev.touchstone.shop.application.TechnicalFailure.Code;
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
