package dev.touchstone.shop.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.BrokerBackend;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.local.testing.StorageBackend;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.Settings;
import dev.touchstone.platform.messaging.Topology;
import dev.touchstone.shop.bootstrap.Composition;
import dev.touchstone.shop.bootstrap.ShopConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The whole service on real servers, and a client for it. Database and storage are reached through gates that can be shut. */
public final class RunningShop implements AutoCloseable {
    public static final String MODELS = "/api/v1/models";
    public static final String ORDERS = "/api/v1/orders";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HEARD = "heard";

    private final Backends backends = Backends.shared();
    private final PostgresBackend postgres = backends.shopDatabase();
    private final BrokerBackend broker = backends.broker();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Connection connection;
    private final Channel channel;
    private final Composition shop;

    public final Gate database;
    public final Gate storage;
    public final Telemetry telemetry = Telemetry.forTests();

    public RunningShop(Path spool) throws Exception {
        StorageBackend s3 = backends.storage();
        database = new Gate(Gate.portOf(postgres.jdbcUrl()));
        storage = new Gate(s3.endpoint().getPort());
        connection = connect();
        channel = connection.createChannel();
        Topology.declareExchanges(channel);
        channel.queueDeclare(HEARD, true, false, false, Map.of("x-queue-type", "quorum"));
        channel.queueBind(HEARD, "orders", "#");
        Map<String, String> environment = Map.ofEntries(
                Map.entry("SERVER_PORT", "0"),
                Map.entry("OBSERVE_PORT", "0"),
                Map.entry("DB_URL", database.before(postgres.jdbcUrl())),
                Map.entry("DB_PASSWORD_FILE", postgres.passwordFile("shop").toString()),
                Map.entry("DB_MONITORING_PASSWORD_FILE", postgres.passwordFile("monitoring").toString()),
                Map.entry("BROKER_HOST", broker.host()),
                Map.entry("BROKER_PORT", Integer.toString(broker.port())),
                Map.entry("BROKER_VIRTUAL_HOST", broker.virtualHost()),
                Map.entry("BROKER_USER", broker.user()),
                Map.entry("BROKER_PASSWORD_FILE", broker.passwordFile().toString()),
                Map.entry("STORAGE_ENDPOINT", storage.before(s3.endpoint().toString())),
                Map.entry("STORAGE_ACCESS_KEY", s3.accessKey()),
                Map.entry("STORAGE_SECRET_KEY_FILE", s3.secretKeyFile().toString()),
                Map.entry("TOKENS_JWKS", backends.tokens().jwksUri().toString()),
                Map.entry("SHOP_SPOOL_DIRECTORY", spool.toString()));
        shop = new Composition(Settings.load(environment, ShopConfig::read), telemetry, Clock.systemUTC());
    }

    private Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setVirtualHost(broker.virtualHost());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        return factory.newConnection();
    }

    public int port() {
        return shop.port();
    }

    public String token(String role, String subject) {
        return backends.tokens().token(role, subject);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + shop.port() + path));
    }

    /** With a token of this customer. */
    public HttpRequest.Builder as(String customer, String path) {
        return request(path).header("Authorization", "Bearer " + token("customer", customer));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String customer, String path) throws Exception {
        return send(as(customer, path));
    }

    public HttpResponse<String> post(String customer, String path) throws Exception {
        return send(as(customer, path).POST(BodyPublishers.noBody()));
    }

    public HttpResponse<String> upload(String customer, BodyPublisher content) throws Exception {
        return send(as(customer, MODELS).header("Content-Type", "model/stl").POST(content));
    }

    public HttpResponse<String> order(String customer, String key, String body) throws Exception {
        return send(as(customer, ORDERS).header("Content-Type", "application/json").header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
    }

    /** Uploads a model of these words and orders it in silver under a new key. */
    public JsonNode ordered(String customer, String words) throws Exception {
        String model = json(upload(customer, BodyPublishers.ofString(words))).get("model").textValue();
        return json(order(customer, UUID.randomUUID().toString(), wish(model, "silver-925")));
    }

    public static String wish(String model, String metal) {
        return "{\"model\":\"" + model + "\",\"metal\":\"" + metal + "\"}";
    }

    public HttpResponse<String> observe(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + shop.observePort() + path)));
    }

    public static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }

    /** Publishes a report as the conveyor does. */
    public void report(String type, String order, String fields) throws Exception {
        report(type, order, "2026-11-22T12:15:00Z", fields);
    }

    private void report(String type, String order, String at, String fields) throws Exception {
        String payload = "{\"orderId\":\"" + order + "\",\"at\":\"" + at + "\"" + (fields.isEmpty() ? "" : "," + fields) + "}";
        channel.basicPublish("orders", type, new BasicProperties.Builder()
                .messageId(UUID.randomUUID().toString()).type(type).deliveryMode(2).build(), payload.getBytes(UTF_8));
    }

    public void reportPrice(String order) throws Exception {
        reportPrice(order, Instant.parse("2026-11-22T12:15:00Z"));
    }

    public void reportPrice(String order, Instant at) throws Exception {
        report("order.priced", order, at.toString(), "\"price\":{\"amount\":\"61.40\",\"currency\":\"EUR\"},\"volumeCubicMillimetres\":812.25,\"massGrams\":8.4375");
    }

    /** The next event of this type about this order; those before it are passed over. Null when none is there yet. */
    public synchronized JsonNode heard(String type, String order) throws Exception {
        for (GetResponse message = channel.basicGet(HEARD, true); message != null; message = channel.basicGet(HEARD, true)) {
            JsonNode payload = JSON.readTree(message.getBody());
            if (message.getProps().getType().equals(type) && payload.get("orderId").textValue().equals(order)) {
                return payload;
            }
        }
        return null;
    }

    /** Moves an order along as crm-api does. */
    public void approve(String order) {
        Jdbi.create(postgres.jdbcUrl(), "crm", postgres.password("crm")).useTransaction(handle -> {
            handle.execute("update shop.orders set status = 'APPROVED', version = version + 1, updated_at = now() where id = ?", UUID.fromString(order));
            handle.execute("insert into shop.order_transitions (order_id, from_status, to_status, at) values (?, 'ACCEPTED', 'APPROVED', now())", UUID.fromString(order));
        });
    }

    @Override
    public void close() throws IOException {
        shop.close();
        database.close();
        storage.close();
        connection.close();
        client.close();
    }
}
