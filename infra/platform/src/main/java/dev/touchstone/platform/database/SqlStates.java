package dev.touchstone.platform.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;

/** What PostgreSQL's error codes (SQLSTATE, appendix A of its manual) say about trying again. */
public final class SqlStates {
    private SqlStates() {
    }

    /** True when an SQL error behind {@code failure} is of the database's condition and not of our statement, so that the same may succeed later. */
    public static boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) {
                return true; // the pool had no connection in time
            }
            if (cause instanceof SQLException error && error.getSQLState() != null) {
                return mayPass(error.getSQLState());
            }
        }
        return false;
    }

    private static boolean mayPass(String state) {
        String type = state.substring(0, Math.min(2, state.length()));
        return switch (type) {
            case "08" -> true; // no connection
            case "25" -> state.equals("25006"); // read only: a standby, or a disk that is full
            case "40" -> true; // serialization failure, deadlock
            case "53" -> true; // out of connections, memory or disk
            case "55" -> state.equals("55P03"); // a lock was not to be had in time
            case "57" -> true; // cancelled by a timeout, shutting down, starting up
            default -> false;
        };
    }
}
