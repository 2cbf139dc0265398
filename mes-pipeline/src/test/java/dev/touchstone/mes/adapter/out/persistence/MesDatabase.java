package dev.touchstone.mes.adapter.out.persistence;

import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.DatabaseConfig;
import dev.touchstone.platform.config.Secret;
import dev.touchstone.platform.database.Database;

/** A migrated database of a test's own. */
final class MesDatabase {

    private MesDatabase() {}

    static Database open() {
        PostgresBackend backend = Backends.shared().mesDatabase();
        DatabaseConfig config = new DatabaseConfig(backend.jdbcUrl(), "mes", new Secret(backend.password("mes")), 4);
        return Database.open(config, "mes-test", "mes", Telemetry.forTests());
    }
}
