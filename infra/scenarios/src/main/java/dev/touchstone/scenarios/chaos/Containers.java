package dev.touchstone.scenarios.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.runtime.Folders;
import dev.touchstone.local.stack.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The servers of a suite that {@code docker compose} runs, opened to experiments by {@code infra/docker/laboratory.yml}. Only
 * containers of the one Compose project are touched.
 */
public final class Containers implements Servers {
    /** How a suite is started that can be experimented with; a closed one that runs is opened by the same command. */
    public static final String START = "docker compose -f docker-compose.yml -f infra/docker/laboratory.yml up -d --wait";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Name in Compose, by the name in {@code ./touchstone status}. */
    private static final Map<String, String> RENAMED = Map.of("s3", "minio");
    private static final List<String> SERVERS = List.of("shop-db", "mes-db", "rabbitmq", "s3", "alertmanager", "shop-api", "crm-api", "mes-pipeline", "prometheus");
    /** Makes the secrets of all others, and keeps a copy of each. */
    private static final String SECRETS = "secrets";
    /** The network by which the machine reaches what is closed otherwise; nobody of the suite speaks over it with others. */
    private static final String LABORATORY = "laboratory";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(300);
    /** Below what Prometheus waits for its numbers, and so long that a share of a few hundredths is not over before the engine has paused. */
    private static final Duration LEAST_SLICE = Duration.ofSeconds(3);

    private final Engine engine;
    private final String project;
    private final Path folder;
    /** By server. */
    private final Map<String, String> ids = new LinkedHashMap<>();
    /** Of servers that are cut off: the networks, each with the names by which others find the server there. */
    private final Map<String, Map<String, List<String>>> cutOff = new LinkedHashMap<>();
    private final StopAndGo stopAndGo = new StopAndGo(this);
    private Addresses addresses;

    private Containers(Engine engine, String project, Path folder) {
        this.engine = engine;
        this.project = project;
        this.folder = folder;
    }

    /** A container as the engine describes it. */
    private record Container(JsonNode description) {
        String id() {
            return description.path("Id").asText();
        }

        String service() {
            return description.path("Config").path("Labels").path("com.docker.compose.service").asText();
        }

        boolean runs() {
            return description.path("State").path("Running").asBoolean();
        }

        boolean isPaused() {
            return description.path("State").path("Paused").asBoolean();
        }

        /** {@code healthy}, or what it is instead. */
        String health() {
            JsonNode state = description.path("State");
            return runs() && !isPaused() ? state.path("Health").path("Status").asText("healthy") : state.path("Status").asText();
        }

        /** The port of this machine's loopback that leads to the container's. */
        Optional<Integer> published(int port) {
            JsonNode binding = description.path("NetworkSettings").path("Ports").path(port + "/tcp").path(0);
            return Optional.of(binding.path("HostPort").asInt()).filter(number -> number > 0);
        }

        Map<String, List<String>> networks() {
            Map<String, List<String>> networks = new LinkedHashMap<>();
            description.path("NetworkSettings").path("Networks").properties().forEach(network -> {
                List<String> aliases = new ArrayList<>();
                network.getValue().path("Aliases").forEach(alias -> aliases.add(alias.asText()));
                networks.put(network.getKey(), aliases);
            });
            return networks;
        }
    }

    /** The suite does not run in containers, or not so that it can be experimented with; the message says what to do. */
    public static final class NotReady extends RuntimeException {
        NotReady(String message, Object... arguments) {
            super(message.formatted(arguments));
        }
    }

    /**
     * @param project of Compose
     * @param folder  gets a copy of the suite's secrets, readable by its owner only, until this is closed
     * @throws NotReady when experiments have to wait for people to do something first
     */
    public static Containers open(Engine engine, String project, Path folder) {
        Containers containers = new Containers(engine, project, folder);
        containers.find();
        containers.copySecrets();
        containers.addresses = containers.addressesNow();
        return containers;
    }

    private void find() {
        List<Container> all = all();
        for (String server : SERVERS) {
            List<Container> found = all.stream().filter(container -> container.service().equals(renamed(server))).toList();
            if (found.stream().noneMatch(Container::runs)) {
                throw new NotReady("%s does not run in a container of the Compose project %s: start it with%n  %s", server, project, START);
            }
            if (found.size() > 1) {
                throw new NotReady("%d containers are %s, and the ledger counts one: docker compose up -d --no-recreate --scale %s=1",
                        found.size(), server, renamed(server));
            }
            Container container = found.getFirst();
            if (!container.health().equals("healthy")) {
                throw new NotReady("%s is %s: chaos needs a suite that is well to begin with; wait for it with%n  %s", server, container.health(), START);
            }
            if (container.networks().keySet().stream().allMatch(this::isLaboratory)) {
                throw new NotReady("%s is cut off from the others: put it back with%n  %s --force-recreate %s", server, START, renamed(server));
            }
            ids.put(server, container.id());
        }
    }

    private List<Container> all() {
        try {
            List<String> found = engine.run("container", "ls", "--all", "--quiet", "--no-trunc", "--filter", "label=com.docker.compose.project=" + project,
                    "--filter", "label=com.docker.compose.oneoff=False").lines().toList();
            return found.isEmpty() ? List.of() : inspect(found);
        } catch (Engine.Failure e) {
            throw new NotReady("no container engine answers (%s): start one, then the suite with%n  %s", e.getMessage(), START);
        }
    }

    private List<Container> inspect(List<String> containers) {
        List<String> command = new ArrayList<>(List.of("container", "inspect"));
        command.addAll(containers);
        try {
            List<Container> descriptions = new ArrayList<>();
            JSON.readTree(engine.run(command)).forEach(description -> descriptions.add(new Container(description)));
            return descriptions;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Container container(String server) {
        return inspect(List.of(id(server))).getFirst();
    }

    private String id(String server) {
        String id = ids.get(server);
        if (id == null) {
            throw new IllegalArgumentException("no server " + server + ", only " + ids.keySet());
        }
        return id;
    }

    private static String renamed(String server) {
        return RENAMED.getOrDefault(server, server);
    }

    private boolean isLaboratory(String network) {
        return network.equals(project + "_" + LABORATORY);
    }

    /** From the volumes, which is where every secret is, whether or not its readers run. */
    private void copySecrets() {
        String keeper = all().stream().filter(container -> container.service().equals(SECRETS)).findFirst().map(Container::id)
                .orElseThrow(() -> new NotReady("the container that made the suite's secrets is gone: make it anew with%n  %s", START));
        Folders.delete(folder);
        Folders.make(folder);
        for (String kept : List.of("all", "demo")) {
            engine.run("container", "cp", "--quiet", keeper + ":/secrets/" + kept, folder.toString());
        }
    }

    private String secret(String name) {
        try {
            return Files.readString(folder.resolve("all").resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Addresses addresses() {
        return addresses;
    }

    private Addresses addressesNow() {
        Map<String, Container> described = new LinkedHashMap<>();
        List<Container> containers = inspect(List.copyOf(ids.values()));
        ids.keySet().forEach(server -> described.put(server, containers.get(described.size())));
        Map<String, Addresses.Service> services = new LinkedHashMap<>();
        services.put("shop-api", new Addresses.Service(http(described, "shop-api", 8081), http(described, "shop-api", 9081)));
        services.put("crm-api", new Addresses.Service(http(described, "crm-api", 8082), http(described, "crm-api", 9082)));
        services.put("mes-pipeline", new Addresses.Service(http(described, "mes-pipeline", 8083), http(described, "mes-pipeline", 9083)));
        return new Addresses(services,
                Map.of("shop", database(described, "shop", List.of("postgres", "shop", "crm", "monitoring")),
                        "mes", database(described, "mes", List.of("postgres", "mes", "monitoring"))),
                // Nobody here speaks AMQP with it.
                new Addresses.Broker(null, http(described, "rabbitmq", 15672), "touchstone", secret("rabbitmq")),
                new Addresses.Storage(http(described, "s3", 9000), "touchstone", secret("s3")),
                http(described, "prometheus", 9090), null, null, folder.resolve("demo"), folder.resolve("all/chaos-token"));
    }

    private Addresses.Database database(Map<String, Container> containers, String name, List<String> roles) {
        Map<String, String> passwords = new LinkedHashMap<>();
        roles.forEach(role -> passwords.put(role, secret(name + "-" + role)));
        return new Addresses.Database("jdbc:postgresql://127.0.0.1:%d/%s".formatted(published(containers, name + "-db", 5432), name), passwords);
    }

    private URI http(Map<String, Container> containers, String server, int port) {
        return URI.create("http://127.0.0.1:" + published(containers, server, port));
    }

    private int published(Map<String, Container> containers, String server, int port) {
        return containers.get(server).published(port).orElseThrow(() -> new NotReady(
                "this suite is closed to experiments (nothing on this machine leads to port %d of %s): open it, to this machine only, with%n  %s", port, server, START));
    }

    @Override
    public synchronized void kill(String server) {
        if (container(server).runs()) {
            engine.run("container", "kill", id(server));
        }
    }

    @Override
    public synchronized void stop(String server) {
        engine.run("container", "stop", id(server));
    }

    @Override
    public synchronized void start(String server) {
        engine.run("container", "start", id(server));
        long begin = System.nanoTime();
        for (Container container = container(server); !container.health().equals("healthy"); container = container(server)) {
            if (!container.runs() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("%s is %s %d s after its start: docker logs %s".formatted(server, container.health(),
                        Duration.ofNanos(System.nanoTime() - begin).toSeconds(), id(server)));
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        // A port out of a range may be another one now.
        addresses = addressesNow();
    }

    /** Asks no question before, since that would take as long as the deed. */
    @Override
    public synchronized void pause(String server) {
        try {
            engine.run("container", "pause", id(server));
        } catch (Engine.Failure e) {
            if (!container(server).isPaused()) {
                throw e;
            }
        }
    }

    @Override
    public synchronized void resume(String server) {
        try {
            engine.run("container", "unpause", id(server));
        } catch (Engine.Failure e) {
            if (container(server).isPaused()) {
                throw e;
            }
        }
    }

    /** By pauses, in slices that are long enough for the engine, which takes a while for each. */
    @Override
    public void throttle(String server, double share, Duration slice) {
        stopAndGo.throttle(server, share, slice.compareTo(LEAST_SLICE) < 0 ? LEAST_SLICE : slice);
    }

    @Override
    public void unthrottle(String server) {
        stopAndGo.unthrottle(server);
    }

    @Override
    public boolean networked() {
        return true;
    }

    @Override
    public synchronized void disconnect(String server) {
        container(server).networks().forEach((network, names) -> {
            if (!isLaboratory(network)) {
                cutOff.computeIfAbsent(server, _ -> new LinkedHashMap<>()).put(network, names);
                engine.run("network", "disconnect", network, id(server));
            }
        });
    }

    @Override
    public synchronized void connect(String server) {
        Map<String, List<String>> connected = container(server).networks();
        cutOff.getOrDefault(server, Map.of()).forEach((network, names) -> {
            if (!connected.containsKey(network)) {
                List<String> command = new ArrayList<>(List.of("network", "connect"));
                names.forEach(name -> command.addAll(List.of("--alias", name)));
                command.addAll(List.of(network, id(server)));
                engine.run(command);
            }
        });
        cutOff.remove(server);
        addresses = addressesNow();
    }

    @Override
    public synchronized void controlBroker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("container", "exec", id("rabbitmq"), "rabbitmqctl"));
        command.addAll(List.of(arguments));
        engine.run(command);
    }

    @Override
    public void close() {
        Folders.delete(folder);
    }
}
