package dev.touchstone.shop.running;

import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.DatabaseConfig;
import dev.touchstone.platform.config.Secret;
import dev.touchstone.platform.database.Database;
import org.jdbi.v3.core.Jdbi;

/** A real shop database of a test's own, migrated; also as crm-api sees it. */
public final class ShopDatabase implements AutoCloseable {
    private final PostgresBackend backend = Backends.shared().shopDatabase();
    private final Database database = Database.open(
            new DatabaseConfig(backend.jdbcUrl(), "shop", new Secret(backend.password("shop")), 10), "shop-api", "shop", Telemetry.forTests());

    public Jdbi jdbi() {
        return database.jdbi();
    }

    public Jdbi crm() {
        return Jdbi.create(backend.jdbcUrl(), "crm", backend.password("crm"));
    }

    @Override
    public void close() {
        database.close();
    }
}
