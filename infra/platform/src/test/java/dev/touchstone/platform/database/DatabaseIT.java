package dev.touchstone.platform.database;

import static dev.touchstone.observability.catalog.Metric.DB_CLIENT_CONNECTIONS;
import static dev.touchstone.observability.catalog.Metric.DB_CLIENT_MAX_CONNECTIONS;
import static dev.touchstone.observability.catalog.Metric.DB_CLIENT_PENDING_REQUESTS;
import static dev.touchstone.observability.catalog.Metric.DB_CLIENT_TIMEOUTS;
import static dev.touchstone.observability.catalog.Metric.DB_CLIENT_WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.platform.config.DatabaseConfig;
import dev.touchstone.platform.config.Secret;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

class DatabaseIT {
    private final PostgresBackend backend = Backends.shared().shopDatabase();
    private final Telemetry telemetry = Telemetry.forTests();
    private final CountDownLatch refused = new CountDownLatch(1);

    @Test
    void worksInItsOwnSchemaUnderItsOwnName() {
        try (Database database = open("shop-api", "shop")) {
            assertThat(one(database, "SELECT current_schema()")).isEqualTo("shop");
            assertThat(one(database, "SHOW application_name")).isEqualTo("shop-api");
            assertThat(one(database, "SHOW fsync")).isEqualTo("on");
            assertThat(one(database, "SHOW statement_timeout")).isEqualTo("30s");
            assertThat(database.isReachable()).isTrue();
        }
    }

    @Test
    void migratesTheSchemasOfTwoServicesThatShareADatabaseAndDoesItOnce() {
        try (Database shop = open("shop-api", "shop"); Database crm = open("crm-api", "crm"); Database again = open("shop-api", "shop")) {
            for (Database database : List.of(shop, crm, again)) {
                assertThat(one(database, "SELECT count(*) FROM flyway_schema_history WHERE version = '0.1' AND success")).isEqualTo("1");
                assertThat(one(database, "SELECT count(*) FROM outbox")).isEqualTo("0");
            }
        }
    }

    @Test
    void joinsTheTransactionOfItsThread() {
        try (Database database = open("shop-api", "shop")) {
            database.jdbi().useHandle(handle -> handle.execute("CREATE TABLE things (id int)"));

            assertThatThrownBy(() -> database.jdbi().useTransaction(_ -> {
                database.jdbi().useHandle(handle -> handle.execute("INSERT INTO things VALUES (1)"));
                database.jdbi().useTransaction(handle -> handle.execute("INSERT INTO things VALUES (2)"));
                throw new IllegalStateException("in the end");
            })).hasMessage("in the end");

            assertThat(one(database, "SELECT count(*) FROM things")).isEqualTo("0");
        }
    }

    @Test
    void runsWhatIsForAfterTheCommitThenAndNeverAfterARollback() {
        List<String> ran = new ArrayList<>();
        try (Database database = open("shop-api", "shop")) {
            database.jdbi().useTransaction(_ -> {
                // Joined by a transaction within, whose end is not the commit.
                database.jdbi().useTransaction(_ -> database.afterCommit(() -> ran.add("committed")));
                assertThat(ran).isEmpty();
            });
            assertThatThrownBy(() -> database.jdbi().useTransaction(_ -> {
                database.afterCommit(() -> ran.add("rolled back"));
                throw new IllegalStateException("in the end");
            })).hasMessage("in the end");
            database.jdbi().useTransaction(handle -> handle.execute("SELECT 1"));
            assertThat(ran).containsExactly("committed");

            database.afterCommit(() -> ran.add("outside"));
            assertThat(ran).containsExactly("committed", "outside");
        }
    }

    @Test
    void holdsNoMoreConnectionsThanItsPoolAllows() {
        try (Database database = open("pool-test", "shop")) {
            assertThat(Integer.parseInt(one(database, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pool-test'"))).isBetween(1, 3);
        }
    }

    @Test
    void showsItsPoolAsItIs() {
        Meters meters = telemetry.meters();
        try (Database database = open("pool-test", "shop")) {
            assertThat(meters.value(DB_CLIENT_MAX_CONNECTIONS)).contains(3.0);
            assertThat(meters.value(DB_CLIENT_TIMEOUTS)).contains(0.0);
            long before = meters.count(DB_CLIENT_WAIT);
            try (Handle _ = database.jdbi().open(); Handle _ = database.jdbi().open()) {
                awaitValue(2, DB_CLIENT_CONNECTIONS, "used");
                awaitValue(1, DB_CLIENT_CONNECTIONS, "idle");
                awaitValue(0, DB_CLIENT_PENDING_REQUESTS);
                assertThat(meters.count(DB_CLIENT_WAIT) - before).isEqualTo(2);
                try (Handle _ = database.jdbi().open()) {
                    Thread waiting = Thread.ofVirtual().start(() -> {
                        assertThatThrownBy(database.jdbi()::open).hasRootCauseInstanceOf(SQLTransientConnectionException.class);
                        refused.countDown();
                    });
                    awaitValue(3, DB_CLIENT_CONNECTIONS, "used");
                    awaitValue(1, DB_CLIENT_PENDING_REQUESTS);
                    await().until(() -> refused.getCount() == 0 && !waiting.isAlive());
                }
            }
            awaitValue(0, DB_CLIENT_CONNECTIONS, "used");
            awaitValue(3, DB_CLIENT_CONNECTIONS, "idle");
            awaitValue(0, DB_CLIENT_PENDING_REQUESTS);
            assertThat(meters.value(DB_CLIENT_TIMEOUTS)).contains(1.0);
            // Three that were served and the one that was not; it waited for the whole of the pool's five seconds.
            assertThat(meters.count(DB_CLIENT_WAIT) - before).isEqualTo(4);
            assertThat(meters.sum(DB_CLIENT_WAIT)).isGreaterThan(4.9);
        }
        assertThat(meters.exposes(DB_CLIENT_MAX_CONNECTIONS)).isFalse();
        assertThat(meters.exposes(DB_CLIENT_CONNECTIONS, "idle")).isFalse();
    }

    private void awaitValue(double value, Metric metric, String... labels) {
        await().untilAsserted(() -> assertThat(telemetry.meters().value(metric, labels)).contains(value));
    }

    private Database open(String application, String schema) {
        return Database.open(new DatabaseConfig(backend.jdbcUrl(), schema, new Secret(backend.password(schema)), 3), application, schema, telemetry);
    }

    private static String one(Database database, String sql) {
        return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
    }
}
