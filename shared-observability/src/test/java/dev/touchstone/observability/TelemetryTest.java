package dev.touchstone.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.port.PortCall;
import dev.touchstone.observability.trace.TraceCarrier;
import io.helidon.tracing.Scope;
import io.helidon.tracing.Span;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A telemetry that is started as a service starts it, and scraped as Prometheus scrapes it. */
class TelemetryTest {
    private static final Map<String, Metric> CATALOGUE =
            Stream.of(Metric.values()).collect(Collectors.toMap(Metric::metricName, metric -> metric));

    private final Telemetry telemetry = Telemetry.start("example");
    private final WebServer server = WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .routing(routing -> routing
                    .addFilter(telemetry.httpFilter())
                    .get("/pieces/{id}", (_, response) -> response.send("a ring"))
                    .register(telemetry.metricsEndpoint()))
            .build()
            .start();

    @AfterEach
    void stop() {
        server.stop();
        telemetry.close();
    }

    @Test
    void exposesOnlyWhatTheCatalogueDeclaresAndAsItDoes() throws Exception {
        get("/pieces/1", "*/*");
        String scraped = get("/metrics", "text/plain");

        Map<String, String> types = new TreeMap<>();
        Pattern.compile("# TYPE (\\S+) (\\S+)").matcher(scraped).results().forEach(line -> types.put(line.group(1), line.group(2)));
        assertThat(types).isNotEmpty().allSatisfy((name, type) -> {
            assertThat(CATALOGUE).containsKey(name);
            assertThat(type).isEqualTo(CATALOGUE.get(name).instrument().name().toLowerCase());
        });
        Pattern.compile("^([a-z_]+)\\{(.*)} ", Pattern.MULTILINE).matcher(scraped).results().forEach(line -> {
            String name = CATALOGUE.containsKey(line.group(1)) ? line.group(1) : line.group(1).replaceFirst("_(bucket|sum|count)$", "");
            Set<String> keys = Pattern.compile("([a-z_]+)=\"").matcher(line.group(2)).results()
                    .map(key -> key.group(1)).filter(key -> !key.equals("le")).collect(Collectors.toSet());
            assertThat(keys).as(line.group()).containsExactlyInAnyOrderElementsOf(CATALOGUE.get(name).labelKeys());
        });
        Pattern.compile("# HELP (\\S+) (.*)").matcher(scraped).results().forEach(line ->
                assertThat(line.group(2)).isEqualTo(CATALOGUE.get(line.group(1)).help()));
    }

    @Test
    void exposesTheProcessAndTheVirtualMachine() throws Exception {
        String scraped = get("/metrics", "text/plain");

        Set<Metric> expected = Stream.of(Metric.values())
                .filter(metric -> metric.metricName().matches("(process|jvm|system)_.*"))
                .collect(Collectors.toSet());
        assertThat(expected).hasSizeGreaterThan(15)
                .allSatisfy(metric -> assertThat(scraped).contains("# TYPE " + metric.metricName() + " "));
        assertThat(telemetry.meters().value(Metric.JVM_MEMORY_USED, "heap").orElseThrow())
                .isBetween(1e6, (double) Runtime.getRuntime().maxMemory());
        assertThat(telemetry.meters().value(Metric.PROCESS_MEMORY_UTILIZATION).orElseThrow()).isBetween(0.0, 1.0);
    }

    @Test
    void linksLatenciesToTracesForWhoeverReadsOpenMetrics() throws Exception {
        get("/pieces/1", "*/*");
        String scraped = get("/metrics", "application/openmetrics-text;version=1.0.0");

        assertThat(scraped).endsWith("# EOF\n");
        assertThat(scraped.lines().filter(line -> line.startsWith("http_server_request_duration_seconds_bucket")
                && line.contains("/pieces/{id}") && line.contains("\"200\"") && line.matches(".*# \\{.*trace_id=\"[0-9a-f]{32}\".*")))
                .isNotEmpty();
    }

    @Test
    void makesSpansForLogsAndMessagesEvenWhenNobodyReceivesThem() {
        Span span = telemetry.tracer().spanBuilder("work").start();
        try (Scope _ = span.activate()) {
            assertThat(TraceCarrier.current().orElseThrow())
                    .startsWith("00-" + span.context().traceId() + "-" + span.context().spanId() + "-");
            assertThat(span.context().traceId()).doesNotMatch("0+");
        } finally {
            span.end();
        }
    }

    @Test
    void startsWithASettingThatCanNotBeUsed() {
        System.setProperty("otel.traces.exporter", "smoke-signals");
        try (Telemetry unlucky = Telemetry.start("example")) {
            assertThat(unlucky.meters().value(Metric.TELEMETRY_FAILURES, "tracing")).contains(1.0);
            assertThat(unlucky.portObserver().call(anyCall(), () -> "result")).isEqualTo("result");
        } finally {
            System.clearProperty("otel.traces.exporter");
        }
    }

    private static PortCall anyCall() {
        return new PortCall() {
            @Override
            public String port() {
                return "Port";
            }

            @Override
            public String operation() {
                return "operation";
            }

            @Override
            public String adapter() {
                return "adapter";
            }
        };
    }

    private String get(String path, String accept) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).header("Accept", accept).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
