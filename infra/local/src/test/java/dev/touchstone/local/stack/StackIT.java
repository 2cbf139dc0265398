package dev.touchstone.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.stack.ServerStatus.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** One running stack, looked at from all sides. */
class StackIT {

    private static final List<Progress.Event> EVENTS = new ArrayList<>();

    private static final TestFolders FOLDERS = TestFolders.ofThisUser();
    private static Path folder;
    private static Project project;
    private static Stack stack;

    @BeforeAll
    static void start() throws IOException {
        FOLDERS.removeAbandoned();
        folder = FOLDERS.make();
        project = StubProject.in(folder.resolve("project"));
        stack = Stack.start(StackSettings.of(project).in(folder).on(Ports.free()), EVENTS::add);
    }

    @AfterAll
    static void everyProcessEnds() {
        try {
            checkThatEveryProcessEnds();
        } finally {
            FOLDERS.remove(folder);
        }
    }

    private static void checkThatEveryProcessEnds() {
        List<ProcessHandle> processes = stack.status().stream().flatMap(server -> server.pids().stream()).flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
        assertThat(processes).hasSizeGreaterThan(9);

        stack.close();

        assertThat(processes).allSatisfy(process -> assertThat(ProcessIdentity.of(process)).as("process " + process.pid()).isEmpty());
        assertThat(stack.status()).extracting(ServerStatus::state).containsOnly(State.STOPPED);
    }

    @Test
    void reportsThatEveryServerBecameHealthy() {
        assertThat(EVENTS).filteredOn(Progress.Healthy.class::isInstance).extracting(event -> ((Progress.Healthy) event).server())
                .containsExactlyInAnyOrder("shop-db", "mes-db", "rabbitmq", "s3", "prometheus", "alertmanager", "zipkin", "shop-api", "crm-api", "mes-pipeline");
        assertThat(stack.status()).allSatisfy(server -> {
            assertThat(server.state()).as(server.name()).isEqualTo(State.HEALTHY);
            assertThat(server.pids()).as(server.name()).isNotEmpty();
            assertThat(server.log()).as(server.name()).exists();
        });
        assertThat(stack.died()).isEmpty();
    }

    @Test
    void showsTheSameStackToWhoAttaches() {
        Stack attached = Stack.attach(project, folder).orElseThrow();

        assertThat(attached.status()).extracting(ServerStatus::name, ServerStatus::state, status -> status.pids().getFirst())
                .isEqualTo(stack.status().stream().map(status -> tuple(status.name(), status.state(), status.pids().getFirst())).toList());
        assertThat(attached.addresses()).isEqualTo(stack.addresses());
        assertThat(Addresses.read(folder)).contains(stack.addresses());

        attached.close();
        assertThat(stack.status()).extracting(ServerStatus::state).containsOnly(State.HEALTHY);
    }

    @Test
    void refusesToStartASecondStackInTheSameFolder() {
        StackSettings second = StackSettings.of(project).in(folder).on(Ports.free());

        assertThatThrownBy(() -> Stack.start(second, event -> { }))
                .isInstanceOf(StackFailure.AlreadyRunning.class).hasMessageContaining("process " + ProcessHandle.current().pid()).hasMessageContaining("--port-offset");
    }

    @Test
    void refusesAFolderInWhichTheBrokerCouldNotWatchItsDisk() {
        StackSettings blank = StackSettings.of(project).in(folder.resolve("my suite")).on(Ports.free());

        assertThatThrownBy(() -> Stack.start(blank, event -> { })).isInstanceOf(StackFailure.BlankInPath.class).hasMessageContaining("--dir");
        assertThat(folder.resolve("my suite")).doesNotExist();
    }

    @Test
    void refusesPortsThatAnotherProgramUses() {
        StackSettings onTheSamePorts = StackSettings.of(project).in(folder.resolve("other")).on(new Ports(portsOfTheStack()));

        assertThatThrownBy(() -> Stack.start(onTheSamePorts, event -> { }))
                .isInstanceOf(StackFailure.PortsTaken.class).hasMessageContaining("(shop-db, postgresql)").hasMessageContaining("(rabbitmq, amqp)");
        assertThat(stack.status()).extracting(ServerStatus::state).containsOnly(State.HEALTHY);
        assertThat(new Supervisor(folder.resolve("other")).known()).isEmpty();
    }

    @Test
    void makesEveryCommitDurable() throws SQLException {
        for (Addresses.Database database : stack.addresses().databases().values()) {
            try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), "postgres", database.passwords().get("postgres"))) {
                assertThat(setting(connection, "fsync")).isEqualTo("on");
                assertThat(setting(connection, "synchronous_commit")).isEqualTo("on");
                assertThat(setting(connection, "full_page_writes")).isEqualTo("on");
                assertThat(setting(connection, "listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(setting(connection, "data_checksums")).isEqualTo("on");
            }
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        Addresses.Database shop = stack.addresses().databases().get("shop");
        assertThatThrownBy(() -> DriverManager.getConnection(shop.jdbcUrl(), "shop", "guess")).hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> DriverManager.getConnection(shop.jdbcUrl(), "postgres", "postgres")).hasMessageContaining("password authentication failed");
        assertThat(get(stack.addresses().broker().management().resolve("/api/overview")).statusCode()).isEqualTo(401);
        assertThat(get(stack.addresses().storage().endpoint()).statusCode()).isEqualTo(403);
    }

    @Test
    void keepsSecretsFromOtherUsers() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        try (Stream<Path> files = Stream.concat(Stream.of(folder.resolve("addresses.json"), folder.resolve("state.json"), folder.resolve("tokens/signing-key.json"),
                folder.resolve("rabbitmq/rabbitmq.conf"), folder.resolve("s3/s3proxy.properties")), Files.list(folder.resolve("secrets")))) {
            assertThat(files).allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as(file.toString()).isEqualTo("rw-------"));
        }
    }

    @Test
    void scrapesEveryTargetOfTheConfiguration() {
        URI targets = stack.addresses().prometheus().resolve("/api/v1/targets?state=active");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode active = new ObjectMapper().readTree(get(targets).body()).at("/data/activeTargets");
            assertThat(active).extracting(target -> target.at("/labels/job").asText() + " " + target.at("/health").asText())
                    .containsExactlyInAnyOrder("shop-api up", "crm-api up", "mes-pipeline up", "rabbitmq up", "rabbitmq-queues up", "alertmanager up", "prometheus up");
        });
    }

    @Test
    void tellsEachServiceItsOwnDatabaseUser() throws Exception {
        for (Map.Entry<String, String> user : Map.of("shop-api", "shop", "crm-api", "crm", "mes-pipeline", "mes").entrySet()) {
            URI observe = stack.addresses().services().get(user.getKey()).observe();
            assertThat(get(observe.resolve("/environment/db-user")).body()).isEqualTo(user.getValue());
        }
    }

    @Test
    void noticesAServiceThatDiesAndStartsItAgain() throws Exception {
        URI observe = stack.addresses().services().get("crm-api").observe();
        HttpClient.newHttpClient().sendAsync(HttpRequest.newBuilder(observe.resolve("/halt")).build(), HttpResponse.BodyHandlers.discarding());

        await().until(() -> stack.died().equals(List.of("crm-api")));
        assertThat(stack.status()).filteredOn(status -> status.state() == State.DIED).extracting(ServerStatus::name).containsExactly("crm-api");

        stack.start("crm-api");

        assertThat(get(observe.resolve("/health/ready")).statusCode()).isEqualTo(200);
        assertThat(stack.died()).isEmpty();
    }

    @Test
    void killsAServerOnPurposeWithoutCallingItDead() {
        stack.kill("mes-db");

        assertThat(stack.died()).isEmpty();
        assertThat(stack.status()).filteredOn(status -> status.state() == State.STOPPED).extracting(ServerStatus::name).containsExactly("mes-db");

        stack.start("mes-db");
        assertThat(stack.status()).extracting(ServerStatus::state).containsOnly(State.HEALTHY);
    }

    @Test
    void startsABrokerAgainWhosePortMapperHasOutlivedIt() {
        ProcessHandle broker = ProcessHandle.of(stack.status().stream().filter(status -> status.name().equals("rabbitmq")).findFirst().orElseThrow()
                .pids().getFirst()).orElseThrow();
        Stream.concat(broker.descendants(), Stream.of(broker)).toList().forEach(ProcessHandle::destroyForcibly);
        await().until(() -> stack.died().equals(List.of("rabbitmq")));

        stack.start("rabbitmq");

        assertThat(stack.status()).extracting(ServerStatus::state).containsOnly(State.HEALTHY);
    }

    private static Map<StackPort, Integer> portsOfTheStack() {
        try {
            JsonNode numbers = new ObjectMapper().readTree(folder.resolve("state.json").toFile()).at("/ports/numbers");
            return Stream.of(StackPort.values()).collect(Collectors.toMap(port -> port, port -> numbers.get(port.name()).asInt()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (ResultSet result = connection.createStatement().executeQuery("show " + name)) {
            result.next();
            return result.getString(1);
        }
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
