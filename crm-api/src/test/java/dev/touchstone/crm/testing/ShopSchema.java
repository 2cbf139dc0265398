package dev.touchstone.crm.testing;

import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderDetails;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.local.testing.PostgresBackend;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * The shop's side of the shared database: its own migrations, run by its own role.
 *
 * <p>They are read from the shop's sources. As a dependency the shop would put a second {@code db/migration},
 * {@code application.yaml} and {@code openapi.yaml} on the class path, where the CRM would find them for its own.
 */
public final class ShopSchema {
    private final PostgresBackend backend;
    private final Jdbi jdbi;

    private ShopSchema(PostgresBackend backend) {
        this.backend = backend;
        this.jdbi = Jdbi.create(backend.jdbcUrl(), "shop", backend.password("shop"));
    }

    /** As before the shop was ever started. */
    public static ShopSchema notYetIn(PostgresBackend backend) {
        return new ShopSchema(backend);
    }

    public static ShopSchema in(PostgresBackend backend) {
        ShopSchema schema = notYetIn(backend);
        schema.migrate();
        return schema;
    }

    public void migrate() {
        Flyway.configure()
                .dataSource(backend.jdbcUrl(), "shop", backend.password("shop"))
                .locations("filesystem:../shop-api/src/main/resources/db/migration")
                .failOnMissingLocations(true)
                .defaultSchema("shop")
                .load()
                .migrate();
    }

    /** Takes all orders away again, as only the owner of the tables can. */
    public void clear() {
        jdbi.useHandle(handle -> handle.execute("truncate shop.orders cascade"));
    }

    /** Writes the order as the shop would have, up to the status that it is in. */
    public void place(Order order) {
        OrderDetails details = order.details();
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            insert into shop.orders (id, customer, model_sha256, metal, status, price_amount, price_currency, volume_mm3, mass_g,
                                                     rejection_code, rejection_reason, version, created_at, updated_at)
                            values (:id, :customer, :model, :metal, :status, :amount, :currency, :volume, :mass,
                                    :code, :reason, :version, :createdAt, :updatedAt)
                            """)
                    .bind("id", details.id().value())
                    .bind("customer", details.customer())
                    .bind("model", details.model())
                    .bind("metal", details.metal())
                    .bind("status", order.status().name())
                    .bind("amount", details.quote().map(quote -> quote.price().amount()).orElse(null))
                    .bind("currency", details.quote().map(quote -> quote.price().currency().getCurrencyCode()).orElse(null))
                    .bind("volume", details.quote().map(quote -> quote.volumeCubicMillimetres()).orElse(null))
                    .bind("mass", details.quote().map(quote -> quote.massGrams()).orElse(null))
                    .bind("code", details.rejection().map(rejection -> rejection.code()).orElse(null))
                    .bind("reason", details.rejection().map(rejection -> rejection.reason()).orElse(null))
                    .bind("version", details.version())
                    .bind("createdAt", details.createdAt())
                    .bind("updatedAt", details.updatedAt())
                    .execute();
            OrderStatus before = null;
            for (var change : details.history()) {
                handle.createUpdate("insert into shop.order_transitions (order_id, from_status, to_status, at) values (:id, :from, :to, :at)")
                        .bind("id", details.id().value())
                        .bind("from", before == null ? null : before.name())
                        .bind("to", change.status().name())
                        .bind("at", change.at())
                        .execute();
                before = change.status();
            }
        });
    }
}
