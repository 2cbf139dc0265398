package dev.touchstone.observability.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The exporters that the suite is run with, against a receiver that keeps what it gets. */
class TracingTest {
    private final Meters meters = new Meters();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @BeforeEach
    void receive() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(exchange.getRequestURI() + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void sendsSpansToZipkin() {
        export(Map.of("otel.traces.exporter", "zipkin", "otel.exporter.zipkin.endpoint", address(receiver.getAddress().getPort()) + "/api/v2/spans",
                "otel.exporter.zipkin.compression", "none"));

        assertThat(received).isNotEmpty().anySatisfy(request -> assertThat(request).startsWith("/api/v2/spans"));
        assertThat(meters.value(Metric.TELEMETRY_FAILURES, "span-export")).isEmpty();
    }

    @Test
    void sendsSpansByTheOpenTelemetryProtocol() {
        export(Map.of("otel.traces.exporter", "otlp", "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.exporter.otlp.endpoint", address(receiver.getAddress().getPort())));

        assertThat(received).isNotEmpty().anySatisfy(request ->
                assertThat(request).startsWith("/v1/traces").contains("cast the ring").contains("shop-api"));
        assertThat(meters.value(Metric.TELEMETRY_FAILURES, "span-export")).isEmpty();
    }

    @Test
    void countsSpansThatNobodyReceived() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        export(Map.of("otel.traces.exporter", "zipkin", "otel.exporter.zipkin.endpoint", address(nobody) + "/api/v2/spans"));

        assertThat(meters.value(Metric.TELEMETRY_FAILURES, "span-export")).contains(1.0);
    }

    private static String address(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** Makes one span; closing sends it. */
    private void export(Map<String, String> settings) {
        settings.forEach(System::setProperty);
        try (Tracing tracing = Tracing.start("shop-api", meters)) {
            tracing.tracer().spanBuilder("cast the ring").start().end();
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }
}
