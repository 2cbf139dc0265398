package dev.touchstone.crm.adapter.out.persistence;

import static dev.touchstone.crm.domain.order.SampleOrders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.crm.testing.CrmDatabase;
import dev.touchstone.crm.testing.ShopSchema;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.platform.database.Database;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a CRM that was taken over could do to the shop. */
class NarrowGrantsIT {
    private static Database database;

    @BeforeAll
    static void openTheDatabase() {
        PostgresBackend backend = Backends.shared().shopDatabase();
        ShopSchema shop = ShopSchema.in(backend);
        shop.place(order(1, OrderStatus.ACCEPTED));
        database = CrmDatabase.in(backend);
    }

    @AfterAll
    static void closeTheDatabase() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "select * from shop.idempotency_keys",
            "select * from shop.models",
            "select * from shop.price_sights",
            "select * from shop.model_owners",
            "delete from shop.orders",
            "truncate shop.orders cascade",
            "insert into shop.orders select * from shop.orders",
            "update shop.orders set price_amount = 0",
            "update shop.orders set price_currency = 'XXX'",
            "update shop.orders set customer = 'me'",
            "update shop.orders set model_sha256 = model_sha256",
            "update shop.orders set created_at = now()",
            "update shop.order_transitions set at = now()",
            "delete from shop.order_transitions",
            "drop table shop.orders",
            "alter table shop.orders disable trigger all",
            "create table shop.mine (id int)",
            "create table public.mine (id int)",
            "create schema mine",
            "create temporary table mine (id int)"
    })
    void forbidWhatIsNotTheCrmsBusiness(String statement) {
        assertThatThrownBy(() -> database.jdbi().useHandle(handle -> handle.execute(statement)))
                .isInstanceOf(JdbiException.class)
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner of).*");
    }

    @Test
    void allowToReadOrdersAndToMoveThemAlong() {
        int moved = database.jdbi().inTransaction(handle -> {
            handle.execute("insert into shop.order_transitions (order_id, from_status, to_status, at) select id, status, 'APPROVED', now() from shop.orders");
            return handle.execute("update shop.orders set status = 'APPROVED', version = version + 1, updated_at = now()");
        });

        assertThat(moved).isEqualTo(1);
    }

    @Test
    void showTheServiceByItsName() {
        String shown = database.jdbi().withHandle(handle -> handle
                .createQuery("select application_name || ' as ' || usename from pg_stat_activity where pid = pg_backend_pid()")
                .mapTo(String.class).one());

        assertThat(shown).isEqualTo("crm-api as crm");
    }
}
