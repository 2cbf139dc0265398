package dev.touchstone.scenarios.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What other clients of a database do to it. */
public final class DatabaseFault extends Fault {
    private static final int MOST = 500;

    private final String what;
    private final Clients clients;
    private final List<Connection> open = new ArrayList<>();

    private interface Clients {
        void connect(Suite suite, List<Connection> open) throws SQLException;
    }

    private DatabaseFault(String what, Clients clients) {
        this.what = what;
        this.clients = clients;
    }

    /**
     * Takes connections until the server gives no more, as a service that forgets to give them back.
     *
     * @param database {@code shop} or {@code mes}
     * @param service  such as {@code crm-api}: as which the server sees them
     */
    public static Fault exhaustedConnections(String database, String role, String service) {
        return new DatabaseFault("connections of %s taken by %s".formatted(database, service), (suite, open) -> {
            try {
                while (open.size() < MOST) {
                    open.add(suite.connect(database, role, service));
                }
            } catch (SQLException e) {
                // 53300 too_many_connections: that was the aim.
                if (!"53300".equals(e.getSQLState())) {
                    throw e;
                }
            }
        });
    }

    /**
     * Whoever reads or writes the table waits.
     *
     * @param table with its schema, such as {@code shop.orders}
     */
    public static Fault lockedTable(String database, String table) {
        return new DatabaseFault(table + " locked", (suite, open) -> {
            Connection connection = suite.connect(database, "postgres");
            open.add(connection);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL lock_timeout = '20s'");
                statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
            }
        });
    }

    @Override
    void begin(Suite target) {
        try {
            clients.connect(target, open);
        } catch (SQLException e) {
            throw new IllegalStateException(this + ": " + e.getMessage(), e);
        }
    }

    @Override
    void end(Suite target) {
        for (Connection connection : open) {
            try {
                // To close would be to ask first; a server that hangs does not answer.
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // It is gone already, and that is all that is wanted.
            }
        }
        open.clear();
    }

    @Override
    public String toString() {
        return what;
    }
}
