package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.runtime.Folders;
import dev.touchstone.local.runtime.RabbitMqInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A RabbitMQ node of its own, apart from one that the machine may run: own name, own ports, own port mapper, own cookie, own
 * data.
 *
 * @param folder        gets data, configuration and the cookie
 * @param configuration the project's {@code infra/rabbitmq}: settings and plugins in common with the containers
 * @param listen        AMQP, metrics, management, and the two of Erlang
 */
record RabbitMqServer(Path folder, Path configuration, RabbitMqPorts listen, Secrets secrets, RabbitMqInstallation installation) implements Server {

    static final String USER = "touchstone";
    private static final String SECRET = "rabbitmq";

    /**
     * @param distribution Erlang's own protocol between nodes and tools
     * @param epmd         Erlang's port mapper
     */
    record RabbitMqPorts(int amqp, int metrics, int management, int distribution, int epmd) {
    }

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("amqp", listen.amqp());
        ports.put("metrics", listen.metrics());
        ports.put("management", listen.management());
        ports.put("erlang distribution", listen.distribution());
        ports.put("erlang port mapper", listen.epmd());
        return ports;
    }

    /** The port mapper is started here and not left to Erlang, which would leave it behind as a daemon. */
    @Override
    public List<ProcessSpecification> prepare() {
        Folders.make(folder);
        Path settings = folder.resolve("rabbitmq.conf");
        try {
            Folders.writePrivately(settings, Files.readString(configuration.resolve("rabbitmq.conf")) + ownSettings());
            Files.writeString(folder.resolve("enabled_plugins"), Files.readString(configuration.resolve("enabled_plugins")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                new ProcessSpecification(List.of(installation.epmd().toString()), environment(), folder),
                new ProcessSpecification(List.of(installation.server().toString()), environment(), folder));
    }

    /** Has the broker's own tool, {@code rabbitmqctl}, do something to this node, and returns what it printed. */
    String control(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(installation.server().resolveSibling("rabbitmqctl").toString()));
        command.addAll(arguments);
        return Commands.run(folder, environment(), command);
    }

    private Map<String, String> environment() {
        Path settings = folder.resolve("rabbitmq.conf");
        Map<String, String> environment = new HashMap<>(installation.environment());
        environment.put("HOME", Folders.make(folder.resolve("home")).toString());
        environment.put("ERL_EPMD_PORT", Integer.toString(listen.epmd()));
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        environment.put("RABBITMQ_NODENAME", "touchstone" + listen.amqp() + "@localhost");
        environment.put("RABBITMQ_NODE_PORT", Integer.toString(listen.amqp()));
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(listen.distribution()));
        environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}");
        environment.put("RABBITMQ_CONFIG_FILE", settings.toString());
        environment.put("RABBITMQ_CONF_ENV_FILE", folder.resolve("no-rabbitmq-env.conf").toString());
        environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("enabled_plugins").toString());
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.resolve("logs").toString());
        environment.put("RABBITMQ_FEATURE_FLAGS_FILE", folder.resolve("feature_flags").toString());
        environment.put("RABBITMQ_GENERATED_CONFIG_DIR", folder.resolve("generated").toString());
        environment.put("RABBITMQ_PLUGINS_EXPAND_DIR", folder.resolve("plugins").toString());
        environment.put("RABBITMQ_LOG", "-color");
        environment.put("RABBITMQ_PID_FILE", folder.resolve("pid").toString());
        return environment;
    }

    private String ownSettings() {
        return """

                listeners.tcp.local = 127.0.0.1:%d
                prometheus.tcp.ip = 127.0.0.1
                prometheus.tcp.port = %d
                management.tcp.ip = 127.0.0.1
                management.tcp.port = %d
                default_user = %s
                default_pass = %s
                log.file = false
                log.console = true
                """.formatted(listen.amqp(), listen.metrics(), listen.management(), USER, password());
    }

    String password() {
        return secrets.value(SECRET);
    }

    Path passwordFile() {
        return secrets.file(SECRET);
    }

    URI management() {
        return URI.create("http://127.0.0.1:" + listen.management());
    }

    Addresses.Broker address() {
        return new Addresses.Broker(URI.create("amqp://127.0.0.1:" + listen.amqp()), management(), USER, password());
    }

    /**
     * Asks the broker itself whether it listens for clients, which it does last. To connect and hang up instead would put a
     * warning into its log each time.
     */
    @Override
    public Health health() {
        return Health.ofHttp(management().resolve("/api/health/checks/port-listener/" + listen.amqp()), USER, password());
    }
}
