package dev.touchstone.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.touchstone.local.runtime.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardPageTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer prometheus;
    private DashboardPage page;

    @BeforeEach
    void start() throws IOException {
        prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        prometheus.createContext("/", exchange -> {
            asked.add("%s %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(), new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] answer = "{\"status\":\"success\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        prometheus.start();
        Files.writeString(folder.resolve("first.json"), "{\"uid\":\"first\",\"title\":\"The first\",\"tags\":[\"USE\"]}");
        Files.writeString(folder.resolve("torn.json"), "{\"uid\":");
        page = DashboardPage.start(new PageSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Set.of("demo"), folder, folder.resolve("runbooks.md"),
                URI.create("http://127.0.0.1:" + prometheus.getAddress().getPort()), Optional.empty()));
    }

    @AfterEach
    void close() {
        page.close();
        prometheus.stop(0);
        http.close();
    }

    @Test
    void listsDashboardsAndSaysWhichFileIsNotReadable() throws Exception {
        JsonNode list = JSON.readTree(get("/api/dashboards").body());

        assertThat(list).extracting(entry -> entry.path("uid").asText()).containsExactly("first", "torn");
        assertThat(list.get(0).path("title").asText()).isEqualTo("The first");
        assertThat(list.get(1).path("description").asText()).startsWith("not readable");
    }

    @Test
    void readsADashboardAnewAtEachLook() throws Exception {
        String before = get("/api/dashboards/first").body();
        Files.writeString(folder.resolve("first.json"), "{\"title\":\"edited\"}");

        assertThat(get("/api/dashboards/first").body()).isEqualTo("{\"title\":\"edited\"}").isNotEqualTo(before);
    }

    @Test
    void handsOutNothingOutsideItsFolders() throws Exception {
        Files.writeString(folder.resolveSibling(folder.getFileName() + ".json"), "{}");

        assertThat(get("/api/dashboards/..%2F" + folder.getFileName()).statusCode()).isEqualTo(404);
        assertThat(get("/assets/..%2FDashboardPage.class").statusCode()).isEqualTo(404);
        assertThat(get("/assets/none.js").statusCode()).isEqualTo(404);
        assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void servesItsScriptsAndTheChartLibraryItself() throws Exception {
        assertThat(get("/d/first").body()).contains("/assets/main.js");
        assertThat(get("/assets/main.js").headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(get("/assets/echarts.min.js").body()).contains("Apache Software Foundation");
        assertThat(get("/").uri().getPath()).isEqualTo("/");
        assertThat(get("/").headers().firstValue("Location")).hasValue("/d/overview");
    }

    @Test
    void asksForNothingFromElsewhere() throws Exception {
        Path sources = Project.find().file("infra/local/src/main/resources/dev/touchstone/local/page");
        try (var files = Files.list(sources)) {
            // Namespaces are names, not addresses.
            assertThat(files).allSatisfy(file -> assertThat(Files.readString(file).replace("http://www.w3.org/2000/svg", "")).doesNotContainPattern("https?://\\w"));
        }
    }

    @Test
    void tellsBrowsersToLoadNothingFromElsewhereAndToRunNothingWrittenIntoThePage() throws Exception {
        String policy = get("/d/first").headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(policy).contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(get("/d/first").headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void answersOnlyToItsOwnNames() throws Exception {
        assertThat(askedFor("demo:3000")).startsWith("HTTP/1.1 200");
        assertThat(askedFor("localhost")).startsWith("HTTP/1.1 200");
        assertThat(askedFor("[::1]:3000")).startsWith("HTTP/1.1 200");
        assertThat(askedFor("elsewhere.example:3000")).startsWith("HTTP/1.1 421");
    }

    @Test
    void passesQuestionsOnToPrometheus() throws Exception {
        assertThat(get("/api/v1/query?query=up%7Bjob%3D%22a%22%7D").body()).isEqualTo("{\"status\":\"success\"}");
        post("/api/v1/query_range", "query=up&start=1&end=2&step=1", "application/x-www-form-urlencoded");
        get("/api/v1/label/job/values");

        assertThat(asked).containsExactly("GET /api/v1/query?query=up%7Bjob%3D%22a%22%7D ", "POST /api/v1/query_range query=up&start=1&end=2&step=1",
                "GET /api/v1/label/job/values ");
    }

    @Test
    void passesNothingOnThatCouldChangePrometheus() throws Exception {
        for (String path : List.of("/api/v1/admin/tsdb/delete_series?match[]=up", "/-/quit", "/-/reload", "/api/v1/write", "/api/v1/label/job/../../admin/values")) {
            assertThat(post(path.replace("[]", "%5B%5D"), "", "application/x-www-form-urlencoded").statusCode()).as(path).isIn(404, 405);
        }
        HttpRequest delete = HttpRequest.newBuilder(page.address().resolve("/api/v1/series")).DELETE().build();

        assertThat(http.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
        assertThat(asked).isEmpty();
    }

    @Test
    void saysInPrometheusOwnFormThatPrometheusIsAway() throws Exception {
        prometheus.stop(0);

        HttpResponse<String> answer = get("/api/v1/query?query=up");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(JSON.readTree(answer.body()).path("status").asText()).isEqualTo("error");
        assertThat(JSON.readTree(answer.body()).path("error").asText()).contains("does not answer");
    }

    @Test
    void showsWhatAlertmanagerHasDeliveredWithTheLatestWordOnEachAlert() throws Exception {
        deliver("firing", "a1", "Broken");
        deliver("firing", "b2", "Slow");
        deliver("resolved", "a1", "Broken");

        JsonNode inbox = JSON.readTree(get("/api/alerts").body());

        assertThat(inbox.path("notifications").asInt()).isEqualTo(3);
        assertThat(inbox.path("alerts")).extracting(alert -> alert.path("labels").path("alertname").asText() + " " + alert.path("status").asText())
                .containsExactly("Broken resolved", "Slow firing");
        assertThat(inbox.path("alerts").get(0).path("annotations").path("summary").asText()).isEqualTo("It is so");
    }

    @Test
    void refusesNotificationsThatAreNone() throws Exception {
        assertThat(post("/api/alerts", "{}", "application/json").statusCode()).isEqualTo(400);
        assertThat(post("/api/alerts", "so", "application/json").statusCode()).isEqualTo(400);
        assertThat(post("/api/alerts", "{\"alerts\":[]}", "text/plain").statusCode()).as("what a form of another site could send").isEqualTo(415);
        assertThat(post("/api/alerts", " ".repeat(ReceivedAlerts.LARGEST_NOTIFICATION + 1), "application/json").statusCode()).isEqualTo(413);
    }

    @Test
    void failsToStartWhereSomethingElseListens() {
        PageSettings taken = PageSettings.onLoopback(page.address().getPort(), folder, page.address(), Optional.empty());

        assertThatThrownBy(() -> DashboardPage.start(taken)).isInstanceOf(BindException.class);
    }

    private void deliver(String status, String fingerprint, String name) throws Exception {
        String notification = """
                {"version":"4","status":"%s","alerts":[{"status":"%s","fingerprint":"%s","labels":{"alertname":"%s","severity":"page"},
                "annotations":{"summary":"It is so"},"startsAt":"2026-11-22T10:00:00Z","endsAt":"0001-01-01T00:00:00Z"}]}""".formatted(status, status, fingerprint, name);
        assertThat(post("/api/alerts", notification, "application/json").statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(page.address() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String type) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(page.address() + path)).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /** The status line, asked for by hand, since Java's client does not let anyone choose this header. */
    private String askedFor(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.address().getPort())) {
            socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host).getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
        }
    }
}
