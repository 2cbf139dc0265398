package dev.touchstone.crm;

import dev.touchstone.crm.bootstrap.Composition;
import dev.touchstone.crm.bootstrap.CrmConfig;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.Settings;
import dev.touchstone.platform.config.UsersConfig;
import dev.touchstone.platform.http.Launcher;
import java.time.Clock;

/** The managers' service as a process: configured by {@code application.yaml} and the environment, stopped by SIGTERM. */
public final class CrmApi {
    private CrmApi() {}

    public static void main(String[] arguments) {
        Launcher.launch("crm-api", () -> new Composition(
                Settings.load(CrmConfig::read),
                Telemetry.start("crm-api", Settings.load(UsersConfig::read)),
                Clock.systemUTC()));
    }
}
