package dev.touchstone.crm.testing;

import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.DatabaseConfig;
import dev.touchstone.platform.config.Secret;
import dev.touchstone.platform.database.Database;

/** The CRM's side of the shared database, opened as the service opens it. */
public final class CrmDatabase {
    private CrmDatabase() {}

    public static Database in(PostgresBackend backend) {
        return Database.open(new DatabaseConfig(backend.jdbcUrl(), "crm", new Secret(backend.password("crm")), 4), "crm-api", "crm", Telemetry.forTests());
    }
}
