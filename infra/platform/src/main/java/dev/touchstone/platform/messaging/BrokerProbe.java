package dev.touchstone.platform.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.probe.Probe;
import dev.touchstone.observability.probe.Reading;
import dev.touchstone.platform.config.BrokerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the broker tells by its management API alone: messages handed out and not yet acknowledged, and whether it holds
 * publishers back. Its numbers are up to five seconds old.
 */
public final class BrokerProbe implements Probe.Source, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
    private final URI management;
    private final String virtualHost;
    private final String authorization;
    private final Set<String> queues;

    /** @param management such as {@code http://127.0.0.1:15672} */
    public BrokerProbe(URI management, BrokerConfig broker, List<WorkQueue> queues) {
        this.management = management;
        this.virtualHost = URLEncoder.encode(broker.virtualHost(), StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(
                (broker.user() + ":" + broker.password().value()).getBytes(StandardCharsets.UTF_8));
        this.queues = queues.stream().map(WorkQueue::name).collect(Collectors.toSet());
    }

    @Override
    public List<Reading> read() throws IOException, InterruptedException {
        List<Reading> readings = new ArrayList<>();
        for (JsonNode queue : get("/api/queues/" + virtualHost + "?columns=name,messages_unacknowledged")) {
            String name = queue.path("name").asText();
            if (queues.contains(name) && queue.has("messages_unacknowledged")) {
                readings.add(Reading.of(Metric.MESSAGING_QUEUE_MESSAGES, queue.path("messages_unacknowledged").asDouble(), name, "unacknowledged"));
            }
        }
        JsonNode nodes = get("/api/nodes?columns=mem_alarm,disk_free_alarm");
        readings.add(Reading.of(Metric.MESSAGING_BROKER_ALARMS, anyHas(nodes, "mem_alarm"), "memory"));
        readings.add(Reading.of(Metric.MESSAGING_BROKER_ALARMS, anyHas(nodes, "disk_free_alarm"), "disk"));
        return readings;
    }

    private static int anyHas(JsonNode nodes, String alarm) {
        for (JsonNode node : nodes) {
            if (node.path(alarm).asBoolean()) {
                return 1;
            }
        }
        return 0;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(HttpRequest.newBuilder(management.resolve(path))
                .header("Authorization", authorization).timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("The broker's management answered " + response.statusCode());
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
