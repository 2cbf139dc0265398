package dev.touchstone.platform.database;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.probe.Probe;
import dev.touchstone.observability.probe.Reading;
import dev.touchstone.platform.config.DatabaseMonitoringConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGProperty;

/**
 * A PostgreSQL server as it sees itself: memory, connections, locks, cache, transactions, size.
 *
 * <p>Memory, connections, lock waits and write-ahead log are those of the whole server, the rest is of the database. The one
 * connection is kept, so that a server with no connection left can still be asked who has them all.
 */
public final class InstanceProbe implements Probe.Source, AutoCloseable {
    private static final String APPLICATION = "monitoring";

    // Clients choose application_name: the nine with the most connections keep it, so that nobody can flood the metric.
    private static final String CONNECTIONS = """
            with client as (
                select coalesce(nullif(application_name, ''), 'unknown') as name, coalesce(state, 'unknown') as state
                from pg_stat_activity where backend_type = 'client backend'),
            largest as (select name from client group by name order by count(*) desc, name limit 9)
            select coalesce(largest.name, 'other'), client.state, count(*)
            from client left join largest using (name)
            group by 1, 2
            """;

    private static final String NUMBERS = """
            select memory.used, memory.allowed, current_setting('max_connections')::int as connections,
                   pg_database_size(database.datid) as size,
                   (select count(*) from pg_stat_activity where wait_event_type = 'Lock') as waits,
                   database.*, wal.wal_bytes
            from pg_stat_database database, pg_stat_wal wal, monitoring.instance_memory() memory
            where database.datname = current_database()
            """;

    private final DatabaseMonitoringConfig config;
    private final String instance;
    private Connection connection;

    /** @param instance value of the label {@code db_instance}, such as {@code shop-db} */
    public InstanceProbe(DatabaseMonitoringConfig config, String instance) {
        this.config = config;
        this.instance = instance;
    }

    @Override
    public synchronized List<Reading> read() throws SQLException {
        if (connection == null) {
            connection = connect();
        }
        try (Statement statement = connection.createStatement()) {
            List<Reading> readings = new ArrayList<>();
            readConnections(statement, readings);
            readNumbers(statement, readings);
            return readings;
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private void readConnections(Statement statement, List<Reading> readings) throws SQLException {
        try (ResultSet row = statement.executeQuery(CONNECTIONS)) {
            while (row.next()) {
                readings.add(Reading.of(Metric.DB_CONNECTIONS, row.getDouble(3), instance, row.getString(1), row.getString(2)));
            }
        }
    }

    private void readNumbers(Statement statement, List<Reading> readings) throws SQLException {
        try (ResultSet row = statement.executeQuery(NUMBERS)) {
            row.next();
            double used = row.getDouble("used");
            if (!row.wasNull()) {
                readings.add(Reading.of(Metric.DB_MEMORY_USED, used, instance));
                readings.add(Reading.of(Metric.DB_MEMORY_UTILIZATION, used / row.getDouble("allowed"), instance));
            }
            readings.add(Reading.of(Metric.DB_MAX_CONNECTIONS, row.getDouble("connections"), instance));
            readings.add(Reading.of(Metric.DB_SIZE, row.getDouble("size"), instance));
            readings.add(Reading.of(Metric.DB_LOCK_WAITS, row.getDouble("waits"), instance));
            readings.add(Reading.of(Metric.DB_BLOCKS, row.getDouble("blks_hit"), instance, "hit"));
            readings.add(Reading.of(Metric.DB_BLOCKS, row.getDouble("blks_read"), instance, "read"));
            readings.add(Reading.of(Metric.DB_DEADLOCKS, row.getDouble("deadlocks"), instance));
            readings.add(Reading.of(Metric.DB_TRANSACTIONS, row.getDouble("xact_commit"), instance, "committed"));
            readings.add(Reading.of(Metric.DB_TRANSACTIONS, row.getDouble("xact_rollback"), instance, "rolled_back"));
            readings.add(Reading.of(Metric.DB_TEMPORARY_BYTES, row.getDouble("temp_bytes"), instance));
            readings.add(Reading.of(Metric.DB_WAL_BYTES, row.getDouble("wal_bytes"), instance));
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, config.user());
        PGProperty.PASSWORD.set(properties, config.password().value());
        PGProperty.APPLICATION_NAME.set(properties, APPLICATION);
        PGProperty.CONNECT_TIMEOUT.set(properties, "5");
        PGProperty.SOCKET_TIMEOUT.set(properties, "10");
        return DriverManager.getConnection(config.url(), properties);
    }

    /** The next reading connects anew. */
    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException _) {
                // It was broken already.
            }
            connection = null;
        }
    }
}
