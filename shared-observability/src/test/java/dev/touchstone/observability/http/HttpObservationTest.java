package dev.touchstone.observability.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.users.TopUsers;
import io.helidon.http.BadRequestException;
import io.helidon.http.DirectHandler;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Speaks plain HTTP through sockets, for no client breaks its requests off. */
class HttpObservationTest {
    private static final int MOST_BYTES = 5_000;

    private final Telemetry telemetry = Telemetry.forTests();
    private final CountDownLatch inHandler = new CountDownLatch(1);
    private final CountDownLatch mayLeave = new CountDownLatch(1);
    private final WebServer server = WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .maxPayloadSize(MOST_BYTES)
            .directHandlers(handlers())
            .routing(this::routing)
            .build()
            .start();

    private void routing(HttpRouting.Builder routing) {
        routing.addFilter(telemetry.httpFilter())
                .addFilter((chain, request, _) -> {
                    request.headers().first(io.helidon.http.HeaderNames.create("x-user"))
                            .ifPresent(user -> Subject.identify(request, user));
                    chain.proceed();
                })
                .get("/pieces/{id}", (_, response) -> response.send("a ring"))
                .get("/stream", (_, response) -> {
                    try (OutputStream out = response.outputStream()) {
                        for (int i = 0; i < 100; i++) {
                            out.write(new byte[10_000]);
                        }
                    }
                })
                .get("/endless", (_, response) -> {
                    try (OutputStream out = response.outputStream()) {
                        while (true) {
                            out.write(new byte[10_000]);
                        }
                    }
                })
                .get("/broken", (_, _) -> {
                    throw new IllegalStateException("broken");
                })
                .get("/bad", (_, _) -> {
                    throw new BadRequestException("bad");
                })
                .get("/gone", (_, _) -> {
                    throw new HttpException("gone", Status.GONE_410);
                })
                .get("/slow", (_, response) -> {
                    inHandler.countDown();
                    mayLeave.await();
                    response.send();
                })
                .post("/read", (request, response) -> {
                    try (InputStream in = request.content().inputStream()) {
                        response.send("got " + in.readAllBytes().length);
                    }
                })
                .post("/ignore", (_, response) -> response.send("ok"));
    }

    private DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, telemetry.counting(DirectHandler.defaultHandler()));
        }
        return handlers.build();
    }

    @AfterEach
    void stop() {
        mayLeave.countDown();
        server.stop();
    }

    @Test
    void countsRequestsByMethodRouteTemplateAndStatus() {
        get("/pieces/1");
        get("/pieces/2");
        get("/broken");
        get("/gone");
        get("/bad");
        get("/nowhere/secret");

        assertThat(requests("GET", "/pieces/{id}", "200")).isEqualTo(2);
        assertThat(requests("GET", "/broken", "500")).isEqualTo(1);
        assertThat(requests("GET", "/gone", "410")).isEqualTo(1);
        assertThat(requests("GET", "/bad", "400")).isEqualTo(1);
        assertThat(requests("GET", "UNMATCHED", "404")).isEqualTo(1);
        assertThat(telemetry.meters().sum(Metric.HTTP_SERVER_REQUEST_DURATION, "GET", "/pieces/{id}", "200")).isBetween(0.0, 10.0);
    }

    @Test
    void showsFailuresAsZeroFromTheFirstRequestOn() {
        get("/pieces/1");

        assertThat(telemetry.meters().exposes(Metric.HTTP_SERVER_REQUEST_DURATION, "GET", "/pieces/{id}", "500")).isTrue();
        assertThat(requests("GET", "/pieces/{id}", "500")).isZero();
    }

    @Test
    void showsAnExpectedRouteAtZeroBeforeItIsCalled() {
        telemetry.expect("GET", "/broken");

        assertThat(telemetry.meters().exposes(Metric.HTTP_SERVER_REQUEST_DURATION, "GET", "/broken", "200")).isTrue();
        assertThat(telemetry.meters().exposes(Metric.HTTP_SERVER_REQUEST_DURATION, "GET", "/broken", "500")).isTrue();
        get("/broken");
        assertThat(requests("GET", "/broken", "500")).isEqualTo(1);
        assertThat(requests("GET", "/broken", "200")).isZero();
    }

    @Test
    void answersThoughItsMetersThrowAndCountsTheGaps() {
        // What is sampled can not be recorded: asking for the meter throws.
        telemetry.meters().samples(Metric.HTTP_SERVER_ACTIVE_REQUESTS, List::of);
        telemetry.meters().samples(Metric.HTTP_SERVER_RECEIVED_BYTES, List::of);
        telemetry.expect("GET", "/pieces/{id}");

        assertThat(get("/pieces/1")).startsWith("HTTP/1.1 200").contains("a ring");
        assertThat(get("/broken")).startsWith("HTTP/1.1 500");
        assertThat(telemetry.meters().value(Metric.TELEMETRY_FAILURES, "http-meter")).contains(1.0 + 2 * 3);
    }

    @Test
    void putsMethodsNobodyKnowsUnderOneLabel() {
        send("BREW /pieces/1 HTTP/1.1\r\n" + HEADERS + "\r\n");
        send("FETCH /pieces/1 HTTP/1.1\r\n" + HEADERS + "\r\n");

        assertThat(requests("_OTHER", "UNMATCHED", "404")).isEqualTo(2);
    }

    @Test
    void countsTheBytesOfBodiesAndNotOfHeaders() {
        get("/pieces/1");
        get("/stream");
        post("/read", 1_234);
        post("/ignore", 2_345);
        send("POST /read HTTP/1.1\r\n" + HEADERS + "Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n3\r\n567\r\n0\r\n\r\n");

        assertThat(sent("GET", "/pieces/{id}")).isEqualTo("a ring".length());
        assertThat(sent("GET", "/stream")).isEqualTo(1_000_000);
        assertThat(received("POST", "/read")).isEqualTo(1_234 + 8);
        assertThat(sent("POST", "/read")).isEqualTo("got 1234".length() + "got 8".length());
        assertThat(received("POST", "/ignore")).isEqualTo(2_345);
        assertThat(received("GET", "/stream")).isZero();
    }

    @Test
    void countsABodyThatTheClientHeldBackAsNotReceived() throws Exception {
        send("POST /ignore HTTP/1.1\r\n" + HEADERS + "Expect: 100-continue\r\nContent-Length: 100\r\n\r\n");

        assertThat(requests("POST", "/ignore", "200")).isEqualTo(1);
        assertThat(received("POST", "/ignore")).isZero();
    }

    @Test
    void seesAnUploadThatBreaksOffAsTheClientsDoing() throws Exception {
        abort("POST /read HTTP/1.1\r\n" + HEADERS + "Content-Length: 1000\r\n\r\n0123456789");
        eventually(Metric.HTTP_SERVER_ABORTED_REQUESTS, 1, "POST", "/read", "received");
        abort("POST /read HTTP/1.1\r\n" + HEADERS + "Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n5\r\n56");
        eventually(Metric.HTTP_SERVER_ABORTED_REQUESTS, 2, "POST", "/read", "received");
        halfClose("POST /read HTTP/1.1\r\n" + HEADERS + "Content-Length: 1000\r\n\r\n0123456789");
        eventually(Metric.HTTP_SERVER_ABORTED_REQUESTS, 3, "POST", "/read", "received");

        assertThat(requests("POST", "/read", "499")).isEqualTo(3);
        assertThat(requests("POST", "/read", "500")).isZero();
        assertThat(received("POST", "/read")).isEqualTo(10 + 5 + 10);
    }

    @Test
    void seesADownloadThatBreaksOff() throws Exception {
        abort("GET /endless HTTP/1.1\r\n" + HEADERS + "\r\n");

        eventually(Metric.HTTP_SERVER_ABORTED_REQUESTS, 1, "GET", "/endless", "sent");
        assertThat(requests("GET", "/endless", "499")).isEqualTo(1);
        assertThat(requests("GET", "/endless", "500")).isZero();
    }

    @Test
    void countsWhatTheServerRefusesBeforeRoutingApart() {
        assertThat(post("/read", MOST_BYTES + 1)).startsWith("HTTP/1.1 413");
        assertThat(send("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400");

        assertThat(value(Metric.HTTP_SERVER_REFUSED_REQUESTS, "413", "body_too_long")).isEqualTo(1);
        assertThat(value(Metric.HTTP_SERVER_REFUSED_REQUESTS, "400", "malformed")).isEqualTo(1);
        assertThat(requests("POST", "/read", "413")).isZero();
    }

    @Test
    void doesNotCountAsRefusedWhatReachedRouting() {
        get("/bad");
        get("/broken");
        get("/nowhere");

        assertThat(telemetry.meters().value(Metric.HTTP_SERVER_REFUSED_REQUESTS, "400", "malformed")).isEmpty();
        assertThat(telemetry.meters().value(Metric.HTTP_SERVER_REFUSED_REQUESTS, "500", "other")).isEmpty();
        assertThat(telemetry.meters().value(Metric.HTTP_SERVER_REFUSED_REQUESTS, "404", "other")).isEmpty();
        assertThat(requests("GET", "/bad", "400")).isEqualTo(1);
    }

    @Test
    void showsRequestsInFlight() throws Exception {
        Thread client = Thread.startVirtualThread(() -> get("/slow"));
        inHandler.await();

        assertThat(value(Metric.HTTP_SERVER_ACTIVE_REQUESTS, "GET")).isEqualTo(1);
        mayLeave.countDown();
        client.join();
        assertThat(requests("GET", "/slow", "200")).isEqualTo(1);
        assertThat(value(Metric.HTTP_SERVER_ACTIVE_REQUESTS, "GET")).isZero();
    }

    @Test
    void countsByUserUnderAPseudonym() {
        get("/pieces/1", "X-User: alice\r\n");
        get("/pieces/2", "X-User: alice\r\n");
        get("/broken", "X-User: alice\r\n");
        get("/pieces/3");

        String alice = telemetry.users().bounded(java.util.Map.of("alice", 1)).getFirst().labels().getFirst();
        assertThat(alice).matches("[0-9a-f]{16}");
        assertThat(value(Metric.HTTP_SERVER_USER_REQUESTS, "GET", "/pieces/{id}", alice)).isEqualTo(2);
        assertThat(value(Metric.HTTP_SERVER_USER_SENT_BYTES, "GET", "/pieces/{id}", alice)).isEqualTo(2 * "a ring".length());
        assertThat(value(Metric.HTTP_SERVER_USER_ERRORS, alice)).isEqualTo(1);
        assertThat(value(Metric.HTTP_SERVER_USER_TIME, alice)).isPositive();
        assertThat(value(Metric.HTTP_SERVER_USER_REQUESTS, "GET", "/pieces/{id}", TopUsers.ANONYMOUS)).isEqualTo(1);
    }

    @Test
    void joinsTheCallersTraceWithAServerSpan() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        get("/pieces/1", "traceparent: 00-" + trace + "-b7ad6b7169203331-01\r\n");
        get("/broken");

        SpanData span = telemetry.finishedSpans().getFirst();
        assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.getName()).isEqualTo("GET /pieces/{id}");
        assertThat(span.getTraceId()).isEqualTo(trace);
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code"))).isEqualTo(200);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(telemetry.finishedSpans().getLast().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    private static final String HEADERS = "Host: localhost\r\nConnection: close\r\n";

    private long requests(String method, String route, String status) {
        return telemetry.meters().count(Metric.HTTP_SERVER_REQUEST_DURATION, method, route, status);
    }

    private double sent(String method, String route) {
        return value(Metric.HTTP_SERVER_SENT_BYTES, method, route);
    }

    private double received(String method, String route) {
        return value(Metric.HTTP_SERVER_RECEIVED_BYTES, method, route);
    }

    private double value(Metric metric, String... labels) {
        Optional<Double> value = telemetry.meters().value(metric, labels);
        assertThat(value).as("%s%s", metric, List.of(labels)).isPresent();
        return value.get();
    }

    private void eventually(Metric metric, double value, String... labels) {
        Awaitility.await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(telemetry.meters().value(metric, labels)).contains(value));
    }

    private String get(String path, String... headers) {
        return send("GET " + path + " HTTP/1.1\r\n" + HEADERS + String.join("", headers) + "\r\n");
    }

    private String post(String path, int bytes) {
        return send("POST " + path + " HTTP/1.1\r\n" + HEADERS + "Content-Length: " + bytes + "\r\n\r\n" + "x".repeat(bytes));
    }

    /** The filter's work is done when the server has closed the connection, which it does once nothing more can come. */
    private String send(String request) {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private void abort(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            // Until the handler has begun, the server could still take it for a connection without a request.
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> active() > 0);
        }
    }

    private double active() {
        return telemetry.meters().value(Metric.HTTP_SERVER_ACTIVE_REQUESTS, "GET").orElse(0.0)
                + telemetry.meters().value(Metric.HTTP_SERVER_ACTIVE_REQUESTS, "POST").orElse(0.0);
    }

    private void halfClose(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.setSoTimeout(20_000);
            socket.getInputStream().readAllBytes();
        }
    }
}
