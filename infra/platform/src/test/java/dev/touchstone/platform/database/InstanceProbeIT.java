package dev.touchstone.platform.database;

import static dev.touchstone.observability.catalog.Metric.DB_BLOCKS;
import static dev.touchstone.observability.catalog.Metric.DB_CONNECTIONS;
import static dev.touchstone.observability.catalog.Metric.DB_DEADLOCKS;
import static dev.touchstone.observability.catalog.Metric.DB_LOCK_WAITS;
import static dev.touchstone.observability.catalog.Metric.DB_MAX_CONNECTIONS;
import static dev.touchstone.observability.catalog.Metric.DB_MEMORY_USED;
import static dev.touchstone.observability.catalog.Metric.DB_MEMORY_UTILIZATION;
import static dev.touchstone.observability.catalog.Metric.DB_SIZE;
import static dev.touchstone.observability.catalog.Metric.DB_TRANSACTIONS;
import static dev.touchstone.observability.catalog.Metric.DB_WAL_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.probe.Reading;
import dev.touchstone.platform.config.DatabaseMonitoringConfig;
import dev.touchstone.platform.config.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceProbeIT {
    private static final long MEBIBYTE = 1024 * 1024;

    private final PostgresBackend backend = Backends.shared().shopDatabase();
    private final InstanceProbe probe = probe(backend, "shop-db");
    private final List<Connection> opened = new ArrayList<>();

    @AfterEach
    void close() throws SQLException {
        probe.close();
        for (Connection connection : opened) {
            connection.close();
        }
    }

    @Test
    void countsConnectionsByWhoHoldsThemAndHow() throws Exception {
        String name = "api-" + UUID.randomUUID();
        connect(name);
        connect(name);
        Connection inTransaction = connect(name);
        inTransaction.setAutoCommit(false);
        inTransaction.createStatement().execute("select 1");

        assertThat(value(DB_CONNECTIONS, "shop-db", name, "idle")).isEqualTo(2);
        assertThat(value(DB_CONNECTIONS, "shop-db", name, "idle in transaction")).isEqualTo(1);
        assertThat(value(DB_CONNECTIONS, "shop-db", "monitoring", "active")).isGreaterThanOrEqualTo(1);
        assertThat(value(DB_MAX_CONNECTIONS, "shop-db")).isEqualTo(Double.parseDouble(one("show max_connections")));

        inTransaction.close();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() ->
                assertThat(probe.read()).noneMatch(reading -> reading.sample().labels().equals(List.of("shop-db", name, "idle in transaction"))));
    }

    @Test
    void canNotBeFloodedByNamesThatClientsChoose() throws Exception {
        for (int client = 0; client < 15; client++) {
            connect("flood-" + UUID.randomUUID());
        }

        List<Reading> connections = probe.read().stream().filter(reading -> reading.metric() == DB_CONNECTIONS).toList();

        assertThat(connections.stream().map(reading -> reading.sample().labels().get(1)).distinct()).hasSize(10).contains("other");
        assertThat(connections.stream().mapToDouble(reading -> reading.sample().value()).sum())
                .isCloseTo(Double.parseDouble(one("select count(*) from pg_stat_activity where backend_type = 'client backend'")), within(1.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop-db", "mes-db"})
    void knowsWhatTheServerReallyHolds(String instance) throws Exception {
        PostgresBackend server = instance.equals("shop-db") ? backend : Backends.shared().mesDatabase();
        try (InstanceProbe own = probe(server, instance)) {
            List<Reading> readings = own.read();
            double used = value(readings, DB_MEMORY_USED, instance);

            assertThat(used).isBetween(8.0 * MEBIBYTE, 1024.0 * MEBIBYTE);
            assertThat(value(readings, DB_MEMORY_UTILIZATION, instance)).isStrictlyBetween(0.0, 1.0);
            // The limit is never more than the machine has, as the function says it.
            assertThat(used / value(readings, DB_MEMORY_UTILIZATION, instance)).isGreaterThan(used);
        }
    }

    @Test
    void seesMemoryThatASessionTakesAndGivesBack() throws Exception {
        double before = value(DB_MEMORY_USED, "shop-db");
        try (Connection connection = connect("hungry")) {
            connection.createStatement().execute("set work_mem = '1GB'");
            connection.setAutoCommit(false);
            // Kept in the memory of the session as long as the cursor is open: a sort of 100,000 rows of 500 bytes.
            connection.createStatement().execute("declare large cursor for select repeat('x', 500) || n from generate_series(1, 100000) n order by 1");
            connection.createStatement().execute("fetch 1 from large");

            assertThat(value(DB_MEMORY_USED, "shop-db") - before).isGreaterThan(40.0 * MEBIBYTE);
        }
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() ->
                assertThat(value(DB_MEMORY_USED, "shop-db") - before).isLessThan(20.0 * MEBIBYTE));
    }

    @Test
    void followsSizeTransactionsAndTheLog() throws Exception {
        List<Reading> before = probe.read();

        Connection connection = connect("writer");
        Statement statement = connection.createStatement();
        statement.execute("create table shop.heavy as select repeat(md5(n::text), 20) as text from generate_series(1, 10000) n");
        for (int round = 0; round < 10; round++) {
            assertThatThrownBy(() -> statement.execute("select 1 / 0")).isInstanceOf(SQLException.class);
        }
        statement.executeQuery("select count(*) from shop.heavy").close();
        // A session tells its statistics at the latest when it ends.
        connection.close();

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            List<Reading> after = probe.read();
            assertThat(value(after, DB_TRANSACTIONS, "shop-db", "rolled_back") - value(before, DB_TRANSACTIONS, "shop-db", "rolled_back")).isEqualTo(10);
            assertThat(value(after, DB_TRANSACTIONS, "shop-db", "committed")).isGreaterThan(value(before, DB_TRANSACTIONS, "shop-db", "committed"));
            assertThat(value(after, DB_BLOCKS, "shop-db", "hit") - value(before, DB_BLOCKS, "shop-db", "hit")).isGreaterThan(500);
            assertThat(value(after, DB_WAL_BYTES, "shop-db") - value(before, DB_WAL_BYTES, "shop-db")).isGreaterThan(6_000_000);
            assertThat(value(after, DB_SIZE, "shop-db") - value(before, DB_SIZE, "shop-db")).isBetween(6_000_000.0, 12_000_000.0);
            assertThat(value(after, DB_SIZE, "shop-db")).isEqualTo(Double.parseDouble(one("select pg_database_size(current_database())")));
            assertThat(value(after, DB_DEADLOCKS, "shop-db")).isZero();
        });
    }

    @Test
    void seesWhoWaitsForALock() throws Exception {
        Connection holder = connect("holder");
        holder.createStatement().execute("create table shop.fought_over (id int)");
        holder.setAutoCommit(false);
        holder.createStatement().execute("lock table shop.fought_over");
        Connection waiter = connect("waiter");
        waiter.setAutoCommit(false);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return !waiter.createStatement().execute("lock table shop.fought_over");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(value(DB_LOCK_WAITS, "shop-db")).isEqualTo(1));

        holder.rollback();
        assertThat(waiting.join()).isTrue();
        assertThat(value(DB_LOCK_WAITS, "shop-db")).isZero();
    }

    @Test
    void comesBackAfterItsConnectionWasCut() throws Exception {
        probe.read();
        // The role may end its own sessions.
        try (Connection other = DriverManager.getConnection(backend.jdbcUrl(), "monitoring", backend.password("monitoring"));
                Statement statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'monitoring' and pid <> pg_backend_pid() and datname = current_database()");
        }

        assertThatThrownBy(probe::read).isInstanceOf(SQLException.class);
        assertThat(value(DB_MAX_CONNECTIONS, "shop-db")).isPositive();
    }

    @Test
    void givesTheMemoryToTheMonitoringRoleAndNobodyElse() throws Exception {
        Connection shop = connect("curious");

        assertThatThrownBy(() -> shop.createStatement().execute("select * from monitoring.instance_memory()"))
                .isInstanceOf(SQLException.class).hasMessageContaining("permission denied");
    }

    private static InstanceProbe probe(PostgresBackend backend, String instance) {
        return new InstanceProbe(new DatabaseMonitoringConfig(backend.jdbcUrl(), "monitoring", new Secret(backend.password("monitoring"))), instance);
    }

    private Connection connect(String application) throws SQLException {
        Connection connection = DriverManager.getConnection(backend.jdbcUrl() + "?ApplicationName=" + application, "shop", backend.password("shop"));
        opened.add(connection);
        return connection;
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = connect("question"); ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private double value(Metric metric, String... labels) throws SQLException {
        return value(probe.read(), metric, labels);
    }

    private static double value(List<Reading> readings, Metric metric, String... labels) {
        return readings.stream()
                .filter(reading -> reading.metric() == metric && reading.sample().labels().equals(List.of(labels)))
                .mapToDouble(reading -> reading.sample().value())
                .findAny().orElseThrow(() -> new AssertionError(metric + " " + List.of(labels) + " is not in " + readings));
    }
}
