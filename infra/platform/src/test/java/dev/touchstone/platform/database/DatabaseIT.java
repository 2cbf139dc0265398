package dev.touchstone.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.DatabaseConfig;
import dev.touchstone.platform.config.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseIT {
    private final PostgresBackend backend = Backends.shared().shopDatabase();

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
    void holdsNoMoreConnectionsThanItsPoolAllows() {
        try (Database database = open("pool-test", "shop")) {
            assertThat(Integer.parseInt(one(database, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pool-test'"))).isBetween(1, 3);
        }
    }

    private Database open(String application, String schema) {
        return Database.open(new DatabaseConfig(backend.jdbcUrl(), schema, new Secret(backend.password(schema)), 3), application, schema, Telemetry.forTests());
    }

    private static String one(Database database, String sql) {
        return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
    }
}
