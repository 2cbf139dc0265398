package dev.touchstone.mes;

import dev.touchstone.mes.bootstrap.Composition;
import dev.touchstone.mes.bootstrap.MesConfig;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.Settings;
import dev.touchstone.platform.config.UsersConfig;
import dev.touchstone.platform.http.Launcher;
import java.time.Clock;

/** The workshop's service as a process: configured by {@code application.yaml} and the environment, stopped by SIGTERM. */
public final class MesPipeline {

    private static final String NAME = "mes-pipeline";

    private MesPipeline() {}

    public static void main(String[] arguments) {
        Launcher.launch(NAME, () -> new Composition(
                Settings.load(MesConfig::read),
                Telemetry.start(NAME, Settings.load(UsersConfig::read)),
                Clock.systemUTC()));
    }
}
