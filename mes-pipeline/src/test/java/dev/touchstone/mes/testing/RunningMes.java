package dev.touchstone.mes.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.BrokerBackend;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.local.testing.StorageBackend;
import dev.touchstone.mes.adapter.in.messaging.OrderConsumer;
import dev.touchstone.mes.bootstrap.Composition;
import dev.touchstone.mes.bootstrap.MesConfig;
import dev.touchstone.mes.fake.Sha256;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.platform.config.Secret;
import dev.touchstone.platform.config.Settings;
import dev.touchstone.platform.config.StorageConfig;
import dev.touchstone.platform.messaging.Exchange;
import dev.touchstone.platform.messaging.Topology;
import dev.touchstone.platform.messaging.WorkQueue;
import dev.touchstone.platform.storage.ObjectStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The composed service on free ports, with real backends, and a stand-in for the rest of the house. */
public final class RunningMes implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHAOS_TOKEN = "breaks-ports-in-tests";
    private static final WorkQueue HOUSE = new WorkQueue("house.orders", Exchange.ORDERS,
            List.of("order.priced", "order.rejected", "order.production-started", "order.produced"));

    private final BrokerBackend broker = Backends.shared().broker();
    private final StorageBackend storage = Backends.shared().storage();
    private final PostgresBackend database = Backends.shared().mesDatabase();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonNode> heard = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Connection connection;
    private final Channel channel;

    private Telemetry telemetry;
    private Composition composition;

    public RunningMes(Map<String, String> settings) {
        environment.putAll(Map.ofEntries(
                Map.entry("SERVER_PORT", "0"), Map.entry("OBSERVE_PORT", "0"),
                Map.entry("SERVER_MAX_BODY_BYTES", "100000"),
                Map.entry("DB_URL", database.jdbcUrl()),
                Map.entry("DB_PASSWORD_FILE", database.passwordFile("mes").toString()),
                Map.entry("DB_MONITORING_PASSWORD_FILE", database.passwordFile("monitoring").toString()),
                Map.entry("BROKER_HOST", broker.host()), Map.entry("BROKER_PORT", Integer.toString(broker.port())),
                Map.entry("BROKER_VIRTUAL_HOST", broker.virtualHost()), Map.entry("BROKER_USER", broker.user()),
                Map.entry("BROKER_PASSWORD_FILE", broker.passwordFile().toString()),
                Map.entry("BROKER_MANAGEMENT", broker.management().toString()),
                Map.entry("STORAGE_ENDPOINT", storage.endpoint().toString()), Map.entry("STORAGE_ACCESS_KEY", storage.accessKey()),
                Map.entry("STORAGE_SECRET_KEY_FILE", storage.secretKeyFile().toString()),
                Map.entry("TOKENS_JWKS", Backends.shared().tokens().jwksUri().toString()),
                Map.entry("MES_TIME_SCALE", "20000")));
        environment.putAll(settings);
        try {
            connection = factory(broker).newConnection("house");
            channel = connection.createChannel();
            Topology.declare(channel, HOUSE);
            // The service declares it too, when its consumer gets round to it; what is sent before that would be lost.
            Topology.declare(channel, OrderConsumer.QUEUE);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        start();
    }

    public void start() {
        telemetry = Telemetry.forTests();
        composition = new Composition(Settings.load(environment, MesConfig::read), telemetry, Clock.systemUTC());
    }

    /** For the next start. */
    public void configure(String variable, String value) {
        environment.put(variable, value);
    }

    public void stop() {
        composition.close();
        telemetry.close();
    }

    @Override
    public void close() {
        stop();
        connection.abort();
    }

    /** For the setting {@code CHAOS_TOKEN_FILE}, without which no port can be broken. */
    public static Path chaosTokenFile() {
        try {
            Path file = Files.createTempFile("chaos-token-", null);
            file.toFile().deleteOnExit();
            return Files.writeString(file, CHAOS_TOKEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param fault in JSON, as its chaotic twin takes it */
    public void breakPort(String port, String fault) {
        chaos(port, "PUT", BodyPublishers.ofString(fault));
    }

    public void mendPort(String port) {
        chaos(port, "DELETE", BodyPublishers.noBody());
    }

    private void chaos(String port, String method, BodyPublisher body) {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + composition.observePort() + "/chaos/" + port))
                .header("Authorization", "Bearer " + CHAOS_TOKEN).header("Content-Type", "application/json").method(method, body).build());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("%d: %s".formatted(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
        }
    }

    /** Workers of a stage that have a piece in hand. */
    public int busy(String stage) {
        return telemetry.meters().value(Metric.MES_STAGE_BUSY_WORKERS, stage).orElseThrow().intValue();
    }

    public Telemetry telemetry() {
        return telemetry;
    }

    /** Puts a model where the shop puts it; returns its name. */
    public String upload(byte[] content) {
        String name = Sha256.of(content);
        try (ObjectStorage objects = new ObjectStorage(
                new StorageConfig(storage.endpoint(), storage.accessKey(), new Secret(storage.secretKey())), Telemetry.forTests())) {
            Path file = Files.createTempFile("model-", ".stl");
            Files.write(file, content);
            objects.putIfAbsent("models", name, file, "model/stl");
            Files.delete(file);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public UUID submit(String model) {
        UUID order = UUID.randomUUID();
        submit(order, model);
        return order;
    }

    public UUID submit(UUID order, String model) {
        return send(Exchange.ORDERS, "order.submitted", "order.submitted", UUID.randomUUID(),
                "{\"orderId\":\"" + order + "\",\"model\":\"" + model + "\",\"metal\":\"silver-925\",\"at\":\"" + Instant.now() + "\"}");
    }

    /** An event that says no more than which order it is about; returns the message's id. */
    public UUID tell(String type, UUID order) {
        return tell(type, order, UUID.randomUUID());
    }

    public UUID tell(String type, UUID order, UUID message) {
        return send(Exchange.ORDERS, type, type, message, "{\"orderId\":\"" + order + "\",\"at\":\"" + Instant.now() + "\"}");
    }

    public synchronized UUID send(Exchange exchange, String routingKey, String type, UUID message, String payload) {
        try {
            channel.basicPublish(exchange.exchange(), routingKey, true,
                    new BasicProperties.Builder().messageId(message.toString()).type(type).contentType("application/json").deliveryMode(2).build(),
                    payload.getBytes(StandardCharsets.UTF_8));
            return message;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the house has been told about an order so far, in the order in which it came. */
    public synchronized List<String> told(UUID order) {
        return heard(order).stream().map(event -> event.get("type").textValue()).toList();
    }

    public synchronized Optional<JsonNode> told(String type, UUID order) {
        return heard(order).stream().filter(event -> event.get("type").textValue().equals(type)).findFirst();
    }

    private List<JsonNode> heard(UUID order) {
        try {
            for (GetResponse message = channel.basicGet(HOUSE.name(), true); message != null; message = channel.basicGet(HOUSE.name(), true)) {
                JsonNode event = JSON.readTree(message.getBody());
                heard.add(((ObjectNode) event).put("type", message.getProps().getType()));
            }
            return heard.stream().filter(event -> event.get("orderId").textValue().equals(order.toString())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reasons of the dead letters of a queue, oldest first; they stay there. */
    public synchronized List<String> deadLetters(String queue) {
        List<String> reasons = new ArrayList<>();
        try (Channel peeking = connection.createChannel()) {
            for (GetResponse letter = peeking.basicGet(queue + ".dlq", false); letter != null; letter = peeking.basicGet(queue + ".dlq", false)) {
                reasons.add(String.valueOf(letter.getProps().getHeaders().get("failure-reason")));
            }
            return reasons;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A dead letter as the broker makes it: with its own note and without any header of ours. Laid among the dead letters directly, since
     * the queue's consumer would be quicker than whoever wants to reject the message.
     */
    public synchronized UUID bury(String queue, String type, String payload) {
        UUID message = UUID.randomUUID();
        try {
            channel.basicPublish(Exchange.DEAD_LETTERS.exchange(), queue, true, new BasicProperties.Builder()
                    .messageId(message.toString()).type(type).contentType("application/json").deliveryMode(2)
                    .headers(Map.of("x-death", List.of(Map.of("queue", queue, "reason", "rejected", "count", 1L, "time", Date.from(Instant.now())))))
                    .build(), payload.getBytes(StandardCharsets.UTF_8));
            return message;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first column of what a query of the service's database tells. */
    public List<String> query(String sql) {
        return Jdbi.create(database.jdbcUrl(), "mes", database.password("mes")).withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    public String token(String role) {
        return Backends.shared().tokens().token(role, "olga");
    }

    public JsonNode workOrder(UUID order) {
        return json(get("/" + order));
    }

    /** A work order's status; empty while there is none. */
    public String status(UUID order) {
        return workOrder(order).path("status").asText();
    }

    public HttpResponse<byte[]> get(String path) {
        return send(request(path).header("Authorization", "Bearer " + token("operator")).build());
    }

    /** Of the work orders' address, without a token. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + composition.port() + "/api/v1/work-orders" + path));
    }

    public HttpRequest.Builder elsewhere(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + composition.port() + path));
    }

    public HttpResponse<byte[]> observe(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + composition.observePort() + path)).build());
    }

    public HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConnectionFactory factory(BrokerBackend broker) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setVirtualHost(broker.virtualHost());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        return factory;
    }
}
