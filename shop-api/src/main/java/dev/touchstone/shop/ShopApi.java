package dev.touchstone.shop;

import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.Settings;
import dev.touchstone.platform.http.Launcher;
import dev.touchstone.shop.bootstrap.Composition;
import dev.touchstone.shop.bootstrap.ShopConfig;
import java.time.Clock;

/** The customers' service as a process: configured by {@code application.yaml} and the environment, stopped by SIGTERM. */
public final class ShopApi {
    private ShopApi() {}

    public static void main(String[] arguments) {
        Launcher.launch("shop-api", () -> {
            ShopConfig config = Settings.load(ShopConfig::read);
            return new Composition(config, Telemetry.start("shop-api", config.users()), Clock.systemUTC());
        });
    }
}
