package dev.touchstone.scenarios.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.local.stack.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the engine, and how its answers are understood; {@code ComposeChaosE2E} shows that a real one agrees. */
class ContainersTest {
    @TempDir
    private Path folder;
    private final FakeEngine engine = new FakeEngine();

    private Containers open() {
        return Containers.open(engine, "touchstone", folder.resolve("containers"));
    }

    @Test
    void findsAddressesAndSecrets() throws Exception {
        try (Containers containers = open()) {
            Addresses addresses = containers.addresses();

            assertThat(addresses.services().get("mes-pipeline").api()).isEqualTo(URI.create("http://127.0.0.1:8085"));
            assertThat(addresses.services().get("crm-api").observe()).isEqualTo(URI.create("http://127.0.0.1:9082"));
            assertThat(addresses.databases().get("shop").jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:5442/shop");
            assertThat(addresses.databases().get("shop").passwords()).containsEntry("crm", "secret of shop-crm").containsEntry("postgres", "secret of shop-postgres");
            assertThat(addresses.databases().get("mes").passwords()).containsOnlyKeys("postgres", "mes", "monitoring");
            assertThat(addresses.broker().management()).isEqualTo(URI.create("http://127.0.0.1:15682"));
            assertThat(addresses.broker().password()).isEqualTo("secret of rabbitmq");
            assertThat(addresses.storage().secretKey()).isEqualTo("secret of s3");
            assertThat(Files.readString(addresses.chaosToken())).isEqualTo("secret of chaos-token");
            assertThat(Files.getPosixFilePermissions(folder.resolve("containers"))).hasSize(3).allMatch(right -> right.name().startsWith("OWNER"));
        }
        assertThat(folder.resolve("containers")).doesNotExist();
    }

    @Test
    void killsOnlyWhatRunsAndWaitsUntilWhatItStartsIsHealthy() {
        Containers containers = open();

        containers.kill("s3");
        containers.kill("s3");
        engine.looksUntilHealthy = 3;
        containers.start("s3");

        assertThat(engine.done).containsExactly("container kill id-minio", "container start id-minio");
        assertThat(engine.looksUntilHealthy).isZero();
    }

    @Test
    void looksUpThePortsAgainAfterAStart() {
        Containers containers = open();

        containers.kill("mes-pipeline");
        engine.publish("mes-pipeline", 8083, 8086);
        containers.start("mes-pipeline");

        assertThat(containers.addresses().services().get("mes-pipeline").api().getPort()).isEqualTo(8086);
    }

    @Test
    void tellsWhenAServerDoesNotStart() {
        Containers containers = open();
        containers.kill("shop-db");
        engine.startsNothing = true;

        assertThatThrownBy(() -> containers.start("shop-db")).hasMessageContaining("shop-db is exited");
    }

    @Test
    void pausesAndResumesAlsoWhatIsSoAlready() {
        Containers containers = open();

        containers.resume("shop-db");
        containers.pause("shop-db");
        containers.pause("shop-db");
        assertThat(engine.isPaused("shop-db")).isTrue();
        containers.resume("shop-db");
        assertThat(engine.isPaused("shop-db")).isFalse();
    }

    @Test
    void tellsWhenTheEngineDoesNotPause() {
        Containers containers = open();
        containers.kill("shop-db");

        assertThatThrownBy(() -> containers.pause("shop-db")).isInstanceOf(Engine.Failure.class).hasMessageContaining("is not running");
    }

    @Test
    void cutsOffFromAllButTheLaboratoryAndPutsBackUnderTheSameNames() {
        Containers containers = open();

        containers.disconnect("mes-db");
        containers.disconnect("mes-db");
        containers.connect("mes-db");
        containers.connect("mes-db");

        assertThat(engine.done).containsExactly("network disconnect touchstone_inside id-mes-db",
                "network connect --alias touchstone-mes-db-1 --alias mes-db touchstone_inside id-mes-db");
    }

    @Test
    void refusesASuiteWithAServerThatWasLeftCutOff() {
        open().disconnect("mes-db");

        assertThatThrownBy(this::open).hasMessageContaining("mes-db is cut off").hasMessageContaining("--force-recreate mes-db");
    }

    @Test
    void throttlesByPausesThatTheEngineCanKeepUpWith() {
        Containers containers = open();

        containers.throttle("mes-pipeline", 0.04, Duration.ofMillis(10));
        await().until(() -> engine.isPaused("mes-pipeline"));
        containers.unthrottle("mes-pipeline");

        assertThat(engine.isPaused("mes-pipeline")).isFalse();
        assertThat(engine.done.stream().filter("container pause id-mes-pipeline"::equals)).as("pauses within the least slice").hasSize(1);
    }

    @Test
    void controlsTheBroker() {
        open().controlBroker("set_disk_free_limit", "256MB");

        assertThat(engine.done).containsExactly("container exec id-rabbitmq rabbitmqctl set_disk_free_limit 256MB");
    }

    @Test
    void refusesServersThatThereAreNot() {
        Containers containers = open();

        assertThatThrownBy(() -> containers.kill("grafana")).hasMessageContaining("no server grafana");
    }

    @Test
    void saysWhatToDoWhenThereIsNothingToExperimentWith() {
        assertThatThrownBy(() -> Containers.open(_ -> {
            throw new Engine.Failure("Cannot connect to the Docker daemon");
        }, "touchstone", folder)).isInstanceOf(Containers.NotReady.class)
                .hasMessageContaining("no container engine answers (Cannot connect to the Docker daemon)").hasMessageContaining(Containers.START);

        engine.containers.get("mes-db").withObject("/State").put("Running", false).put("Status", "exited");
        assertThatThrownBy(this::open).hasMessageContaining("mes-db does not run").hasMessageContaining(Containers.START);

        engine.containers.clear();
        assertThatThrownBy(this::open).hasMessageContaining("shop-db does not run in a container of the Compose project touchstone");
    }

    @Test
    void saysWhatToDoWhenTheSuiteIsClosedOrUnwellOrTooMany() {
        engine.containers.get("rabbitmq").withObject("/State/Health").put("Status", "starting");
        assertThatThrownBy(this::open).hasMessageContaining("rabbitmq is starting: chaos needs a suite that is well");
        engine.containers.get("rabbitmq").withObject("/State/Health").put("Status", "healthy");

        engine.containers.get("shop-db").withObject("/NetworkSettings").putObject("Ports");
        assertThatThrownBy(this::open).hasMessageContaining("closed to experiments (nothing on this machine leads to port 5432 of shop-db)")
                .hasMessageContaining(Containers.START);

        engine.containers.put("second", engine.containers.get("mes-pipeline").deepCopy().put("Id", "id-second"));
        assertThatThrownBy(this::open).hasMessageContaining("2 containers are mes-pipeline").hasMessageContaining("--scale mes-pipeline=1");
    }

    /** Answers in the engine's words, as far as they are read, and does what it is told to a state of its own. */
    private static final class FakeEngine implements Engine {
        private static final Map<String, Map<Integer, Integer>> PUBLISHED = Map.of("shop-db", Map.of(5432, 5442), "mes-db", Map.of(5432, 5443),
                "rabbitmq", Map.of(15672, 15682), "minio", Map.of(9000, 9010), "shop-api", Map.of(8081, 8081, 9081, 9081),
                "crm-api", Map.of(8082, 8082, 9082, 9082), "mes-pipeline", Map.of(8083, 8085, 9083, 9083), "prometheus", Map.of(9090, 9090),
                "alertmanager", Map.of(), "secrets", Map.of());

        private final Map<String, ObjectNode> containers = new TreeMap<>();
        private final List<String> done = new CopyOnWriteArrayList<>();
        private int looksUntilHealthy;
        private boolean startsNothing;

        FakeEngine() {
            PUBLISHED.forEach((service, ports) -> {
                ObjectNode container = JsonNodeFactory.instance.objectNode().put("Id", "id-" + service);
                container.putObject("Config").putObject("Labels").put("com.docker.compose.service", service);
                container.putObject("State").put("Status", "running").put("Running", true).put("Paused", false).putObject("Health").put("Status", "healthy");
                container.putObject("NetworkSettings").putObject("Networks");
                containers.put(service, container);
                ports.forEach((inside, outside) -> publish(service, inside, outside));
                for (String network : ports.keySet().stream().anyMatch(port -> port == 5432) ? List.of("inside", "laboratory") : List.of("inside")) {
                    connect(service, "touchstone_" + network, List.of("touchstone-" + service + "-1", service));
                }
            });
            containers.get("secrets").withObject("/State").put("Running", false).put("Status", "exited");
        }

        void publish(String service, int inside, int outside) {
            containers.get(service).withObject("/NetworkSettings/Ports").putArray(inside + "/tcp")
                    .addObject().put("HostIp", "127.0.0.1").put("HostPort", Integer.toString(outside));
        }

        private void connect(String service, String network, List<String> aliases) {
            ArrayNode names = containers.get(service).withObject("/NetworkSettings/Networks").putObject(network).putArray("Aliases");
            aliases.forEach(names::add);
        }

        @Override
        public String run(List<String> arguments) {
            String command = String.join(" ", arguments.subList(0, 2));
            if (command.equals("container ls")) {
                assertThat(arguments).contains("label=com.docker.compose.project=touchstone", "label=com.docker.compose.oneoff=False");
                return String.join("\n", containers.values().stream().map(container -> container.path("Id").asText()).toList());
            }
            if (command.equals("container inspect")) {
                ArrayNode descriptions = JsonNodeFactory.instance.arrayNode();
                arguments.subList(2, arguments.size()).forEach(id -> descriptions.add(described(id)));
                return descriptions.toString();
            }
            if (command.equals("container cp")) {
                return copy(arguments.get(3), Path.of(arguments.get(4)));
            }
            done.add(String.join(" ", arguments));
            String service = arguments.getLast().replaceFirst("^id-", "");
            ObjectNode state = containers.containsKey(service) ? containers.get(service).withObject("/State") : null;
            switch (command) {
                case "container kill" -> state.put("Running", false).put("Status", "exited");
                case "container start" -> state.put("Running", !startsNothing).put("Status", startsNothing ? "exited" : "running");
                case "container pause" -> pause(state);
                case "container unpause" -> unpause(state);
                case "network disconnect" -> containers.get(service).withObject("/NetworkSettings/Networks").remove(arguments.get(2));
                case "network connect" -> connect(service, arguments.get(arguments.size() - 2), List.of());
                case "container exec" -> { }
                default -> throw new AssertionError("the engine has no " + command);
            }
            return "";
        }

        boolean isPaused(String service) {
            return containers.get(service).path("State").path("Paused").asBoolean();
        }

        private static void pause(ObjectNode state) {
            if (!state.path("Running").asBoolean() || state.path("Paused").asBoolean()) {
                throw new Failure("container is " + (state.path("Running").asBoolean() ? "already paused" : "not running"));
            }
            state.put("Paused", true).put("Status", "paused");
        }

        private static void unpause(ObjectNode state) {
            if (!state.path("Paused").asBoolean()) {
                throw new Failure("container is not paused");
            }
            state.put("Paused", false).put("Status", "running");
        }

        private ObjectNode described(String id) {
            ObjectNode container = containers.values().stream().filter(one -> one.path("Id").asText().equals(id)).findFirst().orElseThrow().deepCopy();
            if (looksUntilHealthy > 0) {
                looksUntilHealthy--;
                container.withObject("/State/Health").put("Status", "starting");
            }
            return container;
        }

        private static String copy(String from, Path to) {
            assertThat(from).startsWith("id-secrets:/secrets/");
            try {
                Path into = Files.createDirectories(to.resolve(from.substring(from.lastIndexOf('/') + 1)));
                for (String name : List.of("shop-postgres", "shop-shop", "shop-crm", "shop-monitoring", "mes-postgres", "mes-mes",
                        "mes-monitoring", "rabbitmq", "s3", "chaos-token")) {
                    Files.writeString(into.resolve(name), "secret of " + name);
                }
                return "";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
