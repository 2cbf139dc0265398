package dev.touchstone.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.touchstone.local.client.PrometheusClient;
import dev.touchstone.local.client.PrometheusClient.Alert;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.stack.Ports;
import dev.touchstone.local.stack.Stack;
import dev.touchstone.local.stack.StackPort;
import dev.touchstone.local.stack.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the fault to the message: what is down is told in time, what only follows from it is not, and the end is told as well. */
class AlertsE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The rules take 25 seconds; scrapes, evaluations and the group's wait five each; and the machine may be busy. */
    private static final Duration BOUND = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void tellWhatIsDownAndLeaveOutWhatFollowsFromIt(@TempDir Path folder) throws Exception {
        Ports ports = Ports.free();
        StackSettings settings = StackSettings.of(Project.find()).in(folder).on(ports).withoutTraces();
        try (Stack stack = Stack.start(settings, event -> System.out.println("[e2e] " + event));
                SuiteClient suite = Suites.client(stack.addresses())) {
            HttpServer receiver = receiver(ports.of(StackPort.DASHBOARDS));
            PrometheusClient prometheus = suite.prometheus();
            await().atMost(BOUND).untilAsserted(() -> assertThat(prometheus.targets()).allMatch(PrometheusClient.Target::up));
            assertThat(told).noneMatch(alert -> alert.contains("Down"));

            stack.kill("mes-db");
            stack.kill("crm-api");

            await().atMost(BOUND).untilAsserted(() -> assertThat(told).contains("firing DatabaseDown mes-db", "firing ServiceDown crm-api"));
            await().atMost(BOUND).untilAsserted(() -> assertThat(firing(prometheus)).contains("ProbeFailing telemetry"));
            await().atMost(BOUND).untilAsserted(() -> assertThat(silenced(stack)).contains("ProbeFailing"));
            assertThat(silenced(stack)).doesNotContain("DatabaseDown", "ServiceDown");
            assertThat(told).doesNotContain("firing ProbeFailing telemetry");

            stack.start("mes-db");
            stack.start("crm-api");

            await().atMost(BOUND).untilAsserted(() -> assertThat(told).contains("resolved DatabaseDown mes-db", "resolved ServiceDown crm-api"));
            await().atMost(BOUND).untilAsserted(() -> assertThat(firing(prometheus))
                    .doesNotContain("DatabaseDown mes-db", "ServiceDown crm-api", "ProbeFailing telemetry"));
            assertThat(told).noneMatch(alert -> alert.contains("ProbeFailing"));
            receiver.stop(0);
        }
    }

    /** Alertmanager's webhook, in place of the dashboards' page. */
    private HttpServer receiver(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/api/alerts", exchange -> {
            try (exchange) {
                for (JsonNode alert : JSON.readTree(exchange.getRequestBody()).path("alerts")) {
                    JsonNode labels = alert.path("labels");
                    told.add("%s %s %s".formatted(alert.path("status").asText(), labels.path("alertname").asText(), labels.path("component").asText()));
                }
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return server;
    }

    private static List<String> firing(PrometheusClient prometheus) {
        return prometheus.alerts().stream().filter(Alert::firing).map(alert -> alert.name() + " " + alert.labels().get("component")).toList();
    }

    /** Names of the alerts that Alertmanager keeps back because of another. */
    private List<String> silenced(Stack stack) {
        URI suppressed = stack.addresses().alertmanager().resolve("/api/v2/alerts?active=false&inhibited=true");
        try {
            JsonNode alerts = JSON.readTree(http.send(HttpRequest.newBuilder(suppressed).build(), BodyHandlers.ofByteArray()).body());
            return alerts.valueStream().filter(alert -> !alert.path("status").path("inhibitedBy").isEmpty())
                    .map(alert -> alert.path("labels").path("alertname").asText()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
