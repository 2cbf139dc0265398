package dev.touchstone.mes.bootstrap;

import dev.touchstone.mes.domain.conveyor.MachinePace;
import dev.touchstone.mes.domain.conveyor.MachinePark;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.deadletter.QueueName;
import dev.touchstone.mes.domain.mesh.MeshLimits;
import dev.touchstone.mes.domain.pricing.Metal;
import dev.touchstone.mes.domain.pricing.MetalCode;
import dev.touchstone.mes.domain.pricing.Money;
import dev.touchstone.mes.domain.pricing.Pricing;
import dev.touchstone.mes.domain.toolpath.ToolpathSettings;
import dev.touchstone.platform.config.BrokerConfig;
import dev.touchstone.platform.config.ChaosConfig;
import dev.touchstone.platform.config.DatabaseConfig;
import dev.touchstone.platform.config.DatabaseMonitoringConfig;
import dev.touchstone.platform.config.ServerConfig;
import dev.touchstone.platform.config.Settings;
import dev.touchstone.platform.config.StorageConfig;
import dev.touchstone.platform.config.TokensConfig;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the service is configured with.
 *
 * @param workers for each stage, how many pieces it has in hand at a time
 * @param listing pause between two listings of the products in the object storage
 * @param brokerManagement the broker's management API; without it, messages in the hands of consumers are not counted
 * @param watchedQueues work queues of other services, to be watched too
 * @param deadLetterQueues work queues whose dead letters operators see and decide on, in this order
 * @param chaos whether faults may be injected; for experiments alone
 */
public record MesConfig(ServerConfig server, DatabaseConfig database, BrokerConfig broker, StorageConfig storage, TokensConfig tokens,
        Set<Role> roles, Map<Stage, Integer> workers, ModelConfig model, ToolpathSettings toolpath, MachinePark machines, Pricing pricing,
        Optional<DatabaseMonitoringConfig> databaseMonitoring, Duration listing, Optional<URI> brokerManagement, List<String> watchedQueues,
        Set<QueueName> deadLetterQueues, Optional<ChaosConfig> chaos) {

    /** What a process does. */
    public enum Role {
        /** Answers operators and managers. */
        API,
        /** Works: takes orders in, runs the stages, tells the house. */
        CONVEYOR
    }

    /**
     * @param memoryMebibytes heap for models at a time
     * @param mostToolpathPoints longest toolpath
     */
    public record ModelConfig(int memoryMebibytes, MeshLimits limits, int mostToolpathPoints) {}

    private static final int MOST_WORKERS = 200;

    public static MesConfig read(Settings settings) {
        MachinePark machines = machines(settings);
        return new MesConfig(ServerConfig.read(settings), DatabaseConfig.read(settings), BrokerConfig.read(settings),
                StorageConfig.read(settings), TokensConfig.read(settings), roles(settings), workers(settings), model(settings),
                toolpath(settings), machines, pricing(settings, machines), DatabaseMonitoringConfig.read(settings),
                StorageConfig.listingInterval(settings), settings.optionalText("broker.management").map(_ -> settings.uri("broker.management")),
                settings.list("mes.watched-queues"), deadLetterQueues(settings), ChaosConfig.read(settings));
    }

    private static Set<Role> roles(Settings settings) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<String> names = settings.list("mes.roles");
        for (String name : names == null ? List.<String>of() : names) {
            boolean known = List.of("api", "conveyor").contains(name);
            settings.require(known, "mes.roles", "must be made of api and conveyor, not of " + name);
            if (known) {
                roles.add(Role.valueOf(name.toUpperCase(Locale.ROOT)));
            }
        }
        return roles;
    }

    private static Set<QueueName> deadLetterQueues(Settings settings) {
        List<String> names = settings.list("mes.dead-letters.queues");
        Set<QueueName> queues = new LinkedHashSet<>();
        (names == null ? List.<String>of() : names).forEach(name -> queues.add(new QueueName(name)));
        return queues;
    }

    private static Map<Stage, Integer> workers(Settings settings) {
        Map<Stage, Integer> workers = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            workers.put(stage, settings.integer("mes.stages." + stage.label() + ".workers", 1, MOST_WORKERS));
        }
        return workers;
    }

    private static ModelConfig model(Settings settings) {
        int memory = settings.integer("mes.model.memory-mebibytes", 1, 65_536);
        double longestSide = positive(settings, "mes.model.longest-side-millimetres").doubleValue();
        int points = settings.integer("mes.model.most-toolpath-points", 1, Integer.MAX_VALUE);
        MeshLimits standard = MeshLimits.STANDARD;
        return new ModelConfig(memory, new MeshLimits(standard.bytes(), standard.facets(), standard.shells(), longestSide), points);
    }

    private static ToolpathSettings toolpath(Settings settings) {
        BigDecimal layerHeight = positive(settings, "mes.toolpath.layer-height-millimetres");
        settings.require(layerHeight.doubleValue() >= 0.001, "mes.toolpath.layer-height-millimetres", "must be at least 0.001");
        return new ToolpathSettings(layerHeight.doubleValue(),
                settings.integer("mes.toolpath.feed-millimetres-per-minute", 1, 1_000_000),
                settings.integer("mes.toolpath.power-per-mille", 1, 1_000));
    }

    private static MachinePark machines(Settings settings) {
        Map<Stage, MachinePace> paces = new EnumMap<>(Stage.class);
        for (Stage stage : MachinePark.STAGES) {
            String key = "mes.machines." + stage.label();
            paces.put(stage, new MachinePace(duration(settings, key + ".fixed"), duration(settings, key + ".per-cubic-centimetre"),
                    duration(settings, key + ".per-square-centimetre")));
        }
        return new MachinePark(paces, positive(settings, "mes.time-scale").doubleValue(), duration(settings, "mes.machines.longest-run"));
    }

    private static Pricing pricing(Settings settings, MachinePark machines) {
        Currency currency = currency(settings);
        List<String> names = settings.names("mes.metals");
        settings.require(!names.isEmpty(), "mes.metals", "must name at least one metal");
        List<Metal> metals = names.stream().map(name -> metal(settings, name, currency)).toList();
        return new Pricing(metals, machines, money(settings, "mes.pricing.per-machine-hour", currency), money(settings, "mes.pricing.set-up", currency));
    }

    private static Metal metal(Settings settings, String name, Currency currency) {
        String key = "mes.metals." + name;
        return new Metal(new MetalCode(name), positive(settings, key + ".density"), money(settings, key + ".price-per-gram", currency));
    }

    private static Currency currency(Settings settings) {
        String code = settings.text("mes.pricing.currency");
        try {
            return Currency.getInstance(String.valueOf(code));
        } catch (IllegalArgumentException e) {
            settings.require(code == null, "mes.pricing.currency", "must be an ISO 4217 code such as EUR");
            return Currency.getInstance("XXX");
        }
    }

    // Placeholders for values at fault, on which more faults can be found, are the neutral ones below; they never leave read.

    private static Money money(Settings settings, String key, Currency currency) {
        BigDecimal amount = settings.decimal(key);
        settings.require(amount == null || amount.signum() >= 0, key, "must not be negative");
        return new Money(amount == null || amount.signum() < 0 ? BigDecimal.ZERO : amount, currency);
    }

    private static BigDecimal positive(Settings settings, String key) {
        BigDecimal value = settings.decimal(key);
        settings.require(value == null || value.signum() > 0, key, "must be positive");
        return value == null || value.signum() <= 0 ? BigDecimal.ONE : value;
    }

    private static Duration duration(Settings settings, String key) {
        Duration duration = settings.duration(key);
        return duration == null ? Duration.ZERO : duration;
    }
}
