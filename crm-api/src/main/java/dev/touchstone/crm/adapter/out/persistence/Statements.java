package dev.touchstone.crm.adapter.out.persistence;

import dev.touchstone.crm.application.TechnicalFailure;
import dev.touchstone.crm.application.TechnicalFailure.Code;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/** Runs what talks to the database; its failures come out as ours, so that nobody outside has to know JDBC. */
final class Statements {
    private Statements() {}

    static <T> T run(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (JdbiException e) {
            throw new TechnicalFailure(mayPass(e) ? Code.DATABASE_UNAVAILABLE : Code.DATABASE_FAULT, e);
        }
    }

    private static boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) {
                return true; // the pool had no connection in time
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return mayPass(sql.getSQLState());
            }
        }
        return false;
    }

    /** SQLSTATE classes of PostgreSQL's appendix A. */
    private static boolean mayPass(String state) {
        return switch (state.substring(0, 2)) {
            case "08" -> true; // connection
            case "40" -> true; // serialization failure, deadlock
            case "53" -> true; // out of connections, memory or disk
            case "55" -> true; // lock not available
            case "57" -> true; // cancelled by a timeout, shutting down, starting up
            default -> false;
        };
    }
}
