package dev.touchstone.crm.testing;

import dev.touchstone.crm.MovingClock;
import dev.touchstone.crm.bootstrap.Composition;
import dev.touchstone.crm.bootstrap.CrmConfig;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.BrokerBackend;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.Settings;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The composed service on free ports, its clock in the test's hand. */
public final class RunningCrm implements AutoCloseable {
    public final MovingClock clock = new MovingClock(Instant.parse("2026-03-02T10:00:00.123456789Z"));
    private final Telemetry telemetry = Telemetry.forTests();
    private final Composition composition;

    public RunningCrm(PostgresBackend database, BrokerBackend broker, Map<String, String> overrides) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SERVER_PORT", "0",
                "OBSERVE_PORT", "0",
                "DB_URL", database.jdbcUrl(),
                "DB_PASSWORD_FILE", database.passwordFile("crm").toString(),
                "BROKER_PORT", String.valueOf(broker.port()),
                "BROKER_VIRTUAL_HOST", broker.virtualHost(),
                "BROKER_USER", broker.user(),
                "BROKER_PASSWORD_FILE", broker.passwordFile().toString(),
                "TOKENS_JWKS", Backends.shared().tokens().jwksUri().toString()));
        environment.putAll(overrides);
        composition = new Composition(Settings.load(environment, CrmConfig::read), telemetry, clock);
    }

    public CrmClient client() {
        return CrmClient.at(composition.port());
    }

    /** The socket of metrics and health. */
    public CrmClient observer() {
        return CrmClient.at(composition.observePort());
    }

    /** A client with a session that was just opened. */
    public CrmClient manager(String user) throws Exception {
        String token = Backends.shared().tokens().token("manager", user);
        return client().withCookie(client().withToken(token).post("/api/v1/sessions").cookie());
    }

    public Composition composition() {
        return composition;
    }

    public String authority() {
        return "127.0.0.1:" + composition.port();
    }

    @Override
    public void close() {
        composition.close();
        telemetry.close();
    }
}
