package dev.touchstone.platform.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.platform.config.ChaosConfig;
import dev.touchstone.platform.config.InvalidConfiguration;
import dev.touchstone.platform.config.Secret;
import dev.touchstone.platform.config.ServerConfig;
import dev.touchstone.platform.config.Settings;
import dev.touchstone.platform.http.ServiceHost;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosTest {
    private static final String TOKEN = "only the experimenter knows";
    private static final ServerConfig SERVER = new ServerConfig("127.0.0.1", 0, 0, 1024, Duration.ZERO, Duration.ZERO);

    interface Rings {
        String find(String name);

        void add(String name);
    }

    private static final class Unavailable extends RuntimeException {
        Unavailable(Throwable cause) {
            super(cause);
        }
    }

    private static final class RingsInMemory implements Rings {
        private final List<String> rings = new ArrayList<>();

        @Override
        public String find(String name) {
            if (!rings.contains(name)) {
                throw new IllegalArgumentException("no " + name);
            }
            return name;
        }

        @Override
        public void add(String name) {
            rings.add(name);
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final Telemetry telemetry = Telemetry.forTests();
    private final RingsInMemory adapter = new RingsInMemory();
    private final Chaos chaos = new Chaos(Optional.of(new ChaosConfig(new Secret(TOKEN), Duration.ofMinutes(5))), telemetry);
    private final Rings rings = chaos.wrap(Rings.class, adapter, Unavailable::new);
    private ServiceHost host;

    @BeforeEach
    void start() {
        host = ServiceHost.builder(SERVER, telemetry).observe(chaos.routes().orElseThrow()).start();
        adapter.add("signet");
    }

    @AfterEach
    void stop() {
        chaos.close();
        host.close();
        telemetry.close();
    }

    @Test
    void isNotThereWithoutAConfiguration() {
        Chaos off = new Chaos(Optional.empty(), Telemetry.forTests());

        assertThat(off.wrap(Rings.class, adapter, Unavailable::new)).isSameAs(adapter);
        assertThat(off.routes()).isEmpty();
        assertThat(Settings.<Optional<ChaosConfig>>of(Map.of(), ChaosConfig::read)).isEmpty();
    }

    @Test
    void refusesATokenThatCanBeGuessed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "guess");

        assertThatThrownBy(() -> Settings.of(Map.of("chaos.token-file", file.toString()), ChaosConfig::read))
                .isInstanceOf(InvalidConfiguration.class).hasMessageContaining("chaos.token-file must hold at least 16 bytes");
    }

    @Test
    void changesNothingUntilItIsAskedTo() {
        IllegalArgumentException thrown = new IllegalArgumentException("no band");

        assertThat(rings.find("signet")).isEqualTo("signet");
        assertThatThrownBy(() -> rings.find("band")).isExactlyInstanceOf(IllegalArgumentException.class).hasMessage(thrown.getMessage());
        assertThat(rings).hasToString(adapter.toString());
        assertThat(faultsActive()).isZero();
    }

    @Test
    void failsAsThePortFails() throws Exception {
        inject("{'kind': 'error', 'operation': 'find'}");

        assertThatThrownBy(() -> rings.find("signet")).isExactlyInstanceOf(Unavailable.class)
                .rootCause().isInstanceOf(InjectedFault.class).hasMessage("injected into Rings.find");
        rings.add("band");
        assertThat(adapter.rings).containsExactly("signet", "band");
        assertThat(faultsActive()).isOne();

        assertThat(send("DELETE", "/chaos/Rings", TOKEN, "").statusCode()).isEqualTo(204);
        assertThat(rings.find("signet")).isEqualTo("signet");
        assertThat(faultsActive()).isZero();
    }

    @Test
    void answersLate() throws Exception {
        inject("{'kind': 'latency', 'delay': 'PT0.3S', 'jitter': 'PT0.1S'}");

        for (int i = 0; i < 5; i++) {
            assertThat(timeOf(() -> rings.find("signet"))).isBetween(Duration.ofMillis(199), Duration.ofSeconds(5));
        }
    }

    @Test
    void answersRightButSlowlyAtFirst() throws Exception {
        inject("{'kind': 'slow-start', 'delay': 'PT0.4S', 'for': 'PT2S'}");

        assertThat(timeOf(() -> rings.find("signet"))).isGreaterThan(Duration.ofMillis(150));
        // Quicker and quicker, until it is as quick as ever.
        await().atMost(Duration.ofSeconds(20)).until(() -> timeOf(() -> rings.find("signet")).compareTo(Duration.ofMillis(20)) < 0);
        assertThat(rings.find("signet")).isEqualTo("signet");
    }

    @Test
    void hangsUntilItIsHealedAndThenDoesWhatItWasAskedTo() throws Exception {
        inject("{'kind': 'hang'}");
        CompletableFuture<String> found = CompletableFuture.supplyAsync(() -> rings.find("signet"));
        await().during(Duration.ofMillis(300)).until(() -> !found.isDone());

        assertThat(send("DELETE", "/chaos", TOKEN, "").statusCode()).isEqualTo(204);

        assertThat(found.get()).isEqualTo("signet");
    }

    @Test
    void hangsNoLongerThanTheService() throws Exception {
        inject("{'kind': 'hang'}");
        CompletableFuture<String> found = CompletableFuture.supplyAsync(() -> rings.find("signet"));
        await().during(Duration.ofMillis(300)).until(() -> !found.isDone());

        chaos.close();

        assertThat(found.get()).isEqualTo("signet");
    }

    @Test
    void endsByItselfThoughNobodyHealsIt() throws Exception {
        inject("{'kind': 'hang', 'for': 'PT0.5S'}");
        assertThat(faultsActive()).isOne();

        assertThat(timeOf(() -> rings.find("signet"))).isBetween(Duration.ofMillis(100), Duration.ofSeconds(10));

        assertThat(faultsActive()).isZero();
        inject("{'kind': 'error', 'for': 'PT0.1S'}");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(rings.find("signet")).isEqualTo("signet"));
    }

    @Test
    void strikesAsOftenAsItShould() throws Exception {
        inject("{'kind': 'error', 'probability': 0.3}");

        int struck = 0;
        for (int i = 0; i < 10_000; i++) {
            try {
                rings.find("signet");
            } catch (Unavailable _) {
                struck++;
            }
        }
        // Seven standard deviations.
        assertThat(struck).isBetween(2_680, 3_320);
    }

    @Test
    void isSteeredByTheTokenAlone() throws Exception {
        for (String wrong : List.of("", "only the experimenter know", TOKEN + "s", "x")) {
            for (String method : List.of("GET", "DELETE")) {
                HttpResponse<String> refused = send(method, "/chaos", wrong, "");
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
                assertThat(refused.body()).doesNotContain("Rings", TOKEN);
            }
            assertThat(send("PUT", "/chaos/Rings", wrong, "{\"kind\": \"error\"}").statusCode()).isEqualTo(401);
        }
        HttpRequest without = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.observePort() + "/chaos")).build();
        assertThat(http.send(without, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
        assertThat(rings.find("signet")).isEqualTo("signet");
    }

    @Test
    void listsItsPortsAndWhatIsWrongWithThem() throws Exception {
        assertThat(send("GET", "/chaos", TOKEN, "").body()).isEqualTo("{\"ports\":[{\"port\":\"Rings\",\"operations\":[\"add\",\"find\"]}]}");

        inject("{'kind': 'latency', 'delay': 'PT0.2S', 'operation': 'add', 'probability': 0.5}");

        assertThat(send("GET", "/chaos", TOKEN, "").body()).contains("\"fault\":{\"kind\":\"latency\",\"operation\":\"add\",\"delay\":\"PT0.2S\","
                + "\"jitter\":\"PT0S\",\"probability\":0.5,\"remaining\":\"PT");
    }

    @Test
    void refusesFaultsThatMakeNoSense() throws Exception {
        Map<String, String> faults = Map.of(
                "{'kind': 'rain'}", "/kind",
                "{}", "/kind",
                "{'kind': 'hang', 'for': 'PT6M'}", "/for",
                "{'kind': 'hang', 'for': 'PT0S'}", "/for",
                "{'kind': 'latency', 'delay': '200 ms'}", "/delay",
                "{'kind': 'latency', 'jitter': '-PT1S'}", "/jitter",
                "{'kind': 'error', 'probability': 0}", "/probability",
                "{'kind': 'error', 'probability': 1.01}", "/probability",
                "{'kind': 'error', 'port': 'Rings'}", "/port");
        for (Map.Entry<String, String> fault : faults.entrySet()) {
            HttpResponse<String> refused = send("PUT", "/chaos/Rings", TOKEN, fault.getKey().replace('\'', '"'));
            assertThat(refused.statusCode()).as(fault.getKey()).isEqualTo(400);
            assertThat(refused.body()).contains("\"pointer\":\"" + fault.getValue() + "\"");
        }
        assertThat(send("PUT", "/chaos/Rings", TOKEN, "{\"kind\": \"error\", \"operation\": \"melt\"}").statusCode()).isEqualTo(422);
        assertThat(send("PUT", "/chaos/Bracelets", TOKEN, "{\"kind\": \"error\"}").statusCode()).isEqualTo(404);
        assertThat(faultsActive()).isZero();
    }

    private double faultsActive() {
        return telemetry.meters().value(Metric.CHAOS_FAULTS_ACTIVE, "Rings").orElseThrow();
    }

    private static Duration timeOf(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void inject(String fault) throws Exception {
        HttpResponse<String> answer = send("PUT", "/chaos/Rings", TOKEN, fault.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.observePort() + path))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)).build();
        return http.send(request, BodyHandlers.ofString());
    }
}
