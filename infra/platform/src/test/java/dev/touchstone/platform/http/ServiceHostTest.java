package dev.touchstone.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.touchstone.local.token.TokenIssuer;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.ServerConfig;
import dev.touchstone.platform.config.TokensConfig;
import dev.touchstone.platform.identity.Authentication;
import dev.touchstone.platform.identity.Caller;
import dev.touchstone.platform.identity.Role;
import dev.touchstone.platform.identity.TokenVerifier;
import dev.touchstone.platform.json.JsonFields;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceHostTest {
    private static final int MAX_BODY_BYTES = 200_000;
    private static final JsonMapper JSON = new JsonMapper();

    private record Ring(String metal, long size) {
        static Ring of(JsonFields fields) {
            return new Ring(fields.text("metal"), fields.integer("size"));
        }
    }

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicBoolean databaseIsUp = new AtomicBoolean(true);
    private final CountDownLatch slowRequestHasBegun = new CountDownLatch(1);
    private final CountDownLatch slowRequestMayEnd = new CountDownLatch(1);
    private final Telemetry telemetry = Telemetry.forTests();
    private TokenIssuer tokens;
    private ServiceHost host;

    @BeforeEach
    void start() {
        tokens = TokenIssuer.open(folder);
        host = start(Duration.ZERO);
    }

    @Test
    void doesNotStartOnAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (ServerConfig config : List.of(new ServerConfig("127.0.0.1", taken.getLocalPort(), 0, MAX_BODY_BYTES, Duration.ZERO, Duration.ofSeconds(5)),
                    new ServerConfig("127.0.0.1", 0, taken.getLocalPort(), MAX_BODY_BYTES, Duration.ZERO, Duration.ofSeconds(5)))) {
                assertThatThrownBy(() -> ServiceHost.builder(config, telemetry).start()).hasMessageContaining(Integer.toString(taken.getLocalPort()));
            }
        }
    }

    private ServiceHost start(Duration drainDelay) {
        TokenVerifier verifier = new TokenVerifier(new TokensConfig(tokens.jwksUri(), "touchstone", "touchstone"));
        return ServiceHost.builder(new ServerConfig("127.0.0.1", 0, 0, MAX_BODY_BYTES, drainDelay, Duration.ofSeconds(5)), telemetry)
                .filter(new Authentication(verifier, path -> path.startsWith("/open")))
                .ready("database", databaseIsUp::get)
                .route("/api/v1/rings", rules -> rules
                        .get("/", (request, response) -> response.send(Authentication.require(request, Role.CUSTOMER, Role.MANAGER).subject()))
                        .get("/{id}", (request, response) -> response.send(Caller.of(request).subject()))
                        .post("/", (request, response) -> response.send(JsonBody.read(request, Ring::of).toString())))
                .route("/open", rules -> rules
                        .get("/failure", (_, _) -> {
                            throw new IllegalStateException("jdbc:postgresql://secret");
                        })
                        .get("/broken-stream", (_, _) -> {
                            throw new UncheckedIOException(new IOException("storage went away"));
                        })
                        .get("/anonymous", (request, response) -> response.send(Caller.of(request).subject()))
                        .get("/slow", (_, response) -> {
                            slowRequestHasBegun.countDown();
                            slowRequestMayEnd.await();
                            response.send("done");
                        })
                        .put("/upload", (request, response) -> {
                            try (InputStream body = request.content().inputStream()) {
                                response.send(Long.toString(body.transferTo(OutputStream.nullOutputStream())));
                            }
                        }))
                .start();
    }

    @AfterEach
    void stop() {
        slowRequestMayEnd.countDown();
        host.close();
        client.close();
    }

    @Test
    void letsAGoodTokenThroughToTheHandler() throws Exception {
        HttpResponse<String> response = get("/api/v1/rings", tokens.token("customer", "alice"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("alice");
    }

    @Test
    void refusesARequestWithoutAToken() throws Exception {
        HttpResponse<String> response = get("/api/v1/rings", null);

        assertProblem(response, 401, "/problems/unauthorized");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"touchstone\"");
    }

    @Test
    void refusesTokensThatProveNothing() throws Exception {
        TokenIssuer stranger = TokenIssuer.open(folder.resolve("stranger"));
        List<String> worthless = List.of(
                "nonsense",
                tokens.token(List.of("customer"), "alice", Duration.ofHours(-1)),
                stranger.token("customer", "alice"),
                tokens.token("customer", ""),
                unsigned(tokens.token("customer", "alice")));

        for (String token : worthless) {
            HttpResponse<String> response = get("/api/v1/rings", token);

            assertProblem(response, 401, "/problems/unauthorized");
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(challenge ->
                    assertThat(challenge).contains("error=\"invalid_token\""));
            assertThat(response.body()).doesNotContain(token);
        }
    }

    @Test
    void refusesATokenForAnotherAudienceOrOfAnotherIssuer() throws Exception {
        for (TokensConfig other : List.of(
                new TokensConfig(tokens.jwksUri(), "touchstone", "another-suite"),
                new TokensConfig(tokens.jwksUri(), "another-issuer", "touchstone"))) {
            try (ServiceHost stricter = ServiceHost.builder(new ServerConfig("127.0.0.1", 0, 0, 1024, Duration.ZERO, Duration.ZERO), telemetry)
                    .filter(new Authentication(new TokenVerifier(other), _ -> false))
                    .route(rules -> rules.get("/", (_, response) -> response.send("in")))
                    .start()) {
                HttpResponse<String> response = send(stricter.port(), "GET", "/", tokens.token("customer", "alice"), BodyPublishers.noBody());

                assertProblem(response, 401, "/problems/unauthorized");
            }
        }
    }

    @Test
    void saysThatItCanNotCheckTokensWhenTheKeysAreOutOfReach() throws Exception {
        TokensConfig unreachable = new TokensConfig(URI.create("http://127.0.0.1:1/jwks.json"), "touchstone", "touchstone");
        try (ServiceHost blind = ServiceHost.builder(new ServerConfig("127.0.0.1", 0, 0, 1024, Duration.ZERO, Duration.ZERO), telemetry)
                .filter(new Authentication(new TokenVerifier(unreachable), _ -> false))
                .route(rules -> rules.get("/", (_, response) -> response.send("in")))
                .start()) {
            assertProblem(send(blind.port(), "GET", "/", tokens.token("customer", "alice"), BodyPublishers.noBody()), 503, "/problems/service-unavailable");
        }
    }

    @Test
    void refusesARoleThatTheRouteDoesNotTake() throws Exception {
        HttpResponse<String> response = get("/api/v1/rings", tokens.token("operator", "olga"));

        assertProblem(response, 403, "/problems/forbidden");
        assertThat(response.body()).contains("customer or manager");
    }

    @Test
    void asksForATokenWhereAnOpenRouteNeedsACallerAfterAll() throws Exception {
        assertProblem(get("/open/anonymous", null), 401, "/problems/unauthorized");
    }

    @Test
    void answersAnUnknownRouteWithAProblem() throws Exception {
        JsonNode problem = assertProblem(get("/api/v1/necklaces", tokens.token("customer", "alice")), 404, "/problems/not-found");

        assertThat(problem.get("instance").textValue()).isEqualTo("/api/v1/necklaces");
    }

    @Test
    void answersAnotherMethodOnAKnownRouteWith405AndWhatIsAllowed() throws Exception {
        for (String path : List.of("/api/v1/rings", "/api/v1/rings/")) {
            assertThat(get(path, tokens.token("customer", "alice")).statusCode()).as(path).isEqualTo(200);
            HttpResponse<String> response = send(host.port(), "DELETE", path, tokens.token("customer", "alice"), BodyPublishers.noBody());

            assertProblem(response, 405, "/problems/method-not-allowed");
            assertThat(response.headers().firstValue("Allow")).contains("GET, POST");
        }
        HttpResponse<String> response = send(host.port(), "PUT", "/api/v1/rings/7", tokens.token("customer", "alice"), BodyPublishers.noBody());

        assertProblem(response, 405, "/problems/method-not-allowed");
        assertThat(response.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void readsAWellFormedBody() throws Exception {
        assertThat(post("{\"metal\": \"gold\", \"size\": 54}").body()).isEqualTo("Ring[metal=gold, size=54]");
    }

    @Test
    void refusesABodyThatIsNoJson() throws Exception {
        for (String body : List.of("{\"metal\": ", "", "gold", "{} {}", "{\"metal\":\"gold\",\"metal\":\"tin\",\"size\":1}", "[]", "null")) {
            assertProblem(post(body), 400, "/problems/invalid-body");
        }
    }

    @Test
    void namesEachFaultOfABodyByItsPointer() throws Exception {
        JsonNode problem = assertProblem(post("{\"metal\": 7, \"colour/hue\": \"red\"}"), 400, "/problems/invalid-body");

        assertThat(problem.get("errors").findValuesAsText("pointer")).containsExactly("/metal", "/size", "/colour~1hue");
        assertThat(problem.get("errors").findValuesAsText("detail")).containsExactly("must be a string", "is missing", "is not a known field");
    }

    @Test
    void refusesABodyOfAnotherMediaType() throws Exception {
        HttpRequest request = request(host.port(), "POST", "/api/v1/rings", tokens.token("customer", "alice"), BodyPublishers.ofString("{}"))
                .setHeader("Content-Type", "text/plain").build();

        assertProblem(client.send(request, BodyHandlers.ofString()), 415, "/problems/unsupported-media-type");
    }

    @Test
    void refusesADocumentThatIsTooLong() throws Exception {
        assertProblem(post("{\"metal\": \"" + "x".repeat(70_000) + "\"}"), 413, "/problems/request-entity-too-large");
    }

    @Test
    void refusesABodyThatIsTooLongByItsAnnouncedLength() throws Exception {
        assertProblem(send(host.port(), "PUT", "/open/upload", null, BodyPublishers.ofByteArray(new byte[MAX_BODY_BYTES + 1])),
                413, "/problems/request-entity-too-large");
    }

    @Test
    void refusesABodyThatTurnsOutTooLong() throws Exception {
        BodyPublisher withoutLength = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2 * MAX_BODY_BYTES]));

        assertProblem(send(host.port(), "PUT", "/open/upload", null, withoutLength), 413, "/problems/request-entity-too-large");
    }

    @Test
    void takesABodyOfExactlyTheGreatestLength() throws Exception {
        assertThat(send(host.port(), "PUT", "/open/upload", null, BodyPublishers.ofByteArray(new byte[MAX_BODY_BYTES])).body())
                .isEqualTo(Integer.toString(MAX_BODY_BYTES));
    }

    @Test
    void answersAnInternalFailureWithoutGivingAnythingAway() throws Exception {
        for (String path : List.of("/open/failure", "/open/broken-stream")) {
            HttpResponse<String> response = get(path, null);

            assertProblem(response, 500, "/problems/internal-server-error");
            assertThat(response.body()).doesNotContain("secret", "storage", "Exception", "dev.touchstone");
        }
    }

    @Test
    void answersARequestThatIsNoHttpWithAProblem() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", host.port())) {
            socket.getOutputStream().write("GET /open/%zz<script> HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("content-type: application/problem+json").doesNotContain("<script>");
        }
    }

    @Test
    void doesNotHoldAnAnswerBackUntilTheClientHasAcknowledgedItsBeginning() throws Exception {
        byte[] request = "GET /api/v1/rings HTTP/1.1\r\nHost: shop\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        List<Duration> taken = new ArrayList<>();
        try (Socket connection = new Socket("127.0.0.1", host.port())) {
            connection.setSoTimeout(20_000);
            connection.setTcpNoDelay(true);
            connection.getOutputStream().write(request);
            StringBuilder first = new StringBuilder();
            while (!first.toString().endsWith("}\r\n0\r\n\r\n")) {
                first.append((char) connection.getInputStream().read());
            }
            // The acknowledgements of a young connection come at once; later ones are put off.
            for (int i = 0; i < 100; i++) {
                long begun = System.nanoTime();
                connection.getOutputStream().write(request);
                assertThat(connection.getInputStream().readNBytes(first.length())).hasSize(first.length());
                taken.add(Duration.ofNanos(System.nanoTime() - begun));
            }
        }
        assertThat(taken.stream().skip(40).sorted().toList().get(30)).as("half of the later requests").isLessThan(Duration.ofMillis(20));
    }

    @Test
    void showsEveryRouteAtZeroBeforeAnybodyCalls() throws Exception {
        assertThat(observe("/metrics").body().lines().filter(line -> line.startsWith("http_server_request_duration_seconds_count")))
                .contains("http_server_request_duration_seconds_count{http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/api/v1/rings/{id}\"} 0",
                        "http_server_request_duration_seconds_count{http_request_method=\"PUT\",http_response_status_code=\"500\",http_route=\"/open/upload\"} 0")
                .allMatch(line -> line.endsWith(" 0"));
    }

    @Test
    void countsEachRequestUnderTheRouteThatItWasMeantFor() throws Exception {
        get("/api/v1/rings", null);
        get("/api/v1/rings/7", null);
        get("/api/v1/rings", tokens.token("customer", "alice"));
        get("/api/v1/rings/", tokens.token("customer", "alice"));
        send(host.port(), "DELETE", "/api/v1/rings", tokens.token("customer", "alice"), BodyPublishers.noBody());
        get("/elsewhere", tokens.token("customer", "alice"));

        String scraped = observe("/metrics").body();

        // A route that never failed shows that as a count of 0.
        assertThat(scraped.lines().filter(line -> line.startsWith("http_server_request_duration_seconds_count") && !line.endsWith(" 0"))
                .map(line -> line.replaceAll("http_server_request_duration_seconds_count|http_request_method=|http_response_status_code=|http_route=", "")))
                .containsExactlyInAnyOrder(
                        "{\"GET\",\"401\",\"/api/v1/rings\"} 1",
                        "{\"GET\",\"401\",\"/api/v1/rings/{id}\"} 1",
                        "{\"GET\",\"200\",\"/api/v1/rings\"} 2",
                        "{\"DELETE\",\"405\",\"/api/v1/rings\"} 1",
                        "{\"GET\",\"404\",\"UNMATCHED\"} 1");
    }

    @Test
    void tellsHealthOnTheObserveSocketOnly() throws Exception {
        assertThat(observe("/health/live").statusCode()).isEqualTo(200);
        assertThat(observe("/health/ready").statusCode()).isEqualTo(200);
        assertThat(observe("/health").body()).contains("database", "UP");
        assertProblem(get("/health", tokens.token("customer", "alice")), 404, "/problems/not-found");
        assertProblem(get("/metrics", tokens.token("customer", "alice")), 404, "/problems/not-found");
    }

    @Test
    void isNotReadyButAliveWhileSomethingItNeedsIsMissing() throws Exception {
        databaseIsUp.set(false);

        assertThat(observe("/health/ready").statusCode()).isEqualTo(503);
        assertThat(observe("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatItIsNotReadyBeforeItStopsServing() throws Exception {
        try (ServiceHost leaving = start(Duration.ofSeconds(2))) {
            assertThat(send(leaving.observePort(), "GET", "/health/ready", null, BodyPublishers.noBody()).statusCode()).isEqualTo(200);
            Thread closer = Thread.ofVirtual().start(leaving::close);

            await().atMost(Duration.ofSeconds(1)).untilAsserted(() ->
                    assertThat(send(leaving.observePort(), "GET", "/health/ready", null, BodyPublishers.noBody()).statusCode()).isEqualTo(503));
            assertThat(send(leaving.port(), "GET", "/api/v1/rings", tokens.token("customer", "alice"), BodyPublishers.noBody()).statusCode()).isEqualTo(200);
            closer.join();
        }
    }

    @Test
    void letsARequestInFlightFinishWhenItStops() throws Exception {
        CompletableFuture<HttpResponse<String>> slow = client.sendAsync(
                request(host.port(), "GET", "/open/slow", null, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        slowRequestHasBegun.await();
        Thread closer = Thread.ofVirtual().start(host::close);
        assertThat(closer.join(Duration.ofMillis(300))).isFalse();

        slowRequestMayEnd.countDown();

        assertThat(slow.get(5, TimeUnit.SECONDS).body()).isEqualTo("done");
        closer.join();
    }

    private JsonNode assertProblem(HttpResponse<String> response, int status, String type) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("type").textValue()).isEqualTo(type);
        assertThat(problem.get("title").textValue()).isNotBlank();
        assertThat(problem.get("detail").textValue()).isNotBlank();
        return problem;
    }

    private static String unsigned(String token) {
        String[] parts = token.split("\\.");
        String header = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        return String.join(".", Arrays.asList(header, parts[1], ""));
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(host.port(), "POST", "/api/v1/rings", tokens.token("customer", "alice"), BodyPublishers.ofString(body));
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return send(host.port(), "GET", path, token, BodyPublishers.noBody());
    }

    private HttpResponse<String> observe(String path) throws Exception {
        return send(host.observePort(), "GET", path, null, BodyPublishers.noBody());
    }

    private HttpResponse<String> send(int port, String method, String path, String token, BodyPublisher body) throws Exception {
        return client.send(request(port, method, path, token, body).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(int port, String method, String path, String token, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body)
                .header("Content-Type", "application/json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }
}
