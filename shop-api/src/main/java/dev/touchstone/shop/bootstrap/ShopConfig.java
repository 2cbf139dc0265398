package dev.touchstone.shop.bootstrap;

import dev.touchstone.observability.users.Users;
import dev.touchstone.platform.config.BrokerConfig;
import dev.touchstone.platform.config.ChaosConfig;
import dev.touchstone.platform.config.DatabaseConfig;
import dev.touchstone.platform.config.DatabaseMonitoringConfig;
import dev.touchstone.platform.config.ServerConfig;
import dev.touchstone.platform.config.Settings;
import dev.touchstone.platform.config.StorageConfig;
import dev.touchstone.platform.config.TokensConfig;
import dev.touchstone.platform.config.UsersConfig;
import dev.touchstone.shop.domain.order.Metal;
import dev.touchstone.shop.domain.order.OfferedMetals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that the service is configured with.
 *
 * @param users   how customers appear in metrics
 * @param metals  what can be ordered; the conveyor has to have prices for the same names
 * @param spool   where uploads are kept aside until they are complete; room for 64 MiB for each upload at a time
 * @param reports how many of the conveyor's reports are worked on at a time; each takes a database connection
 * @param listing pause between two listings of the models in the object storage
 * @param chaos   whether faults may be injected; for experiments alone
 */
public record ShopConfig(ServerConfig server, DatabaseConfig database, BrokerConfig broker, StorageConfig storage, TokensConfig tokens,
        Users users, OfferedMetals metals, Path spool, int reports, Optional<DatabaseMonitoringConfig> databaseMonitoring, Duration listing,
        Optional<ChaosConfig> chaos) {

    public static ShopConfig read(Settings settings) {
        return new ShopConfig(ServerConfig.read(settings), DatabaseConfig.read(settings), BrokerConfig.read(settings),
                StorageConfig.read(settings), TokensConfig.read(settings), UsersConfig.read(settings),
                metals(settings),
                Path.of(settings.text("shop.spool-directory", System.getProperty("java.io.tmpdir"))),
                settings.integer("shop.report-workers", 1, 64),
                DatabaseMonitoringConfig.read(settings), StorageConfig.listingInterval(settings), ChaosConfig.read(settings));
    }

    private static OfferedMetals metals(Settings settings) {
        List<String> names = settings.list("shop.metals");
        if (names == null) {
            return null;
        }
        settings.require(!names.isEmpty(), "shop.metals", "must name at least one metal");
        return names.isEmpty() ? null : new OfferedMetals(names.stream().map(Metal::new).toList());
    }
}
