package dev.touchstone.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.touchstone.local.client.Customer;
import dev.touchstone.local.client.ManagerSession;
import dev.touchstone.local.client.Operator;
import dev.touchstone.local.client.OrderStatus;
import dev.touchstone.local.client.PrometheusClient;
import dev.touchstone.local.client.PrometheusClient.Rule;
import dev.touchstone.local.client.PrometheusClient.Sample;
import dev.touchstone.local.client.PrometheusClient.Target;
import dev.touchstone.local.client.RequestRefused;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.models.Ring;
import dev.touchstone.local.models.StlFile;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.runtime.PrometheusInstallation;
import dev.touchstone.local.runtime.RuntimeFolder;
import dev.touchstone.local.stack.Addresses;
import dev.touchstone.local.stack.Ports;
import dev.touchstone.local.stack.Stack;
import dev.touchstone.local.stack.StackSettings;
import dev.touchstone.local.token.TokenIssuer;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.scenarios.Exposition.Family;
import dev.touchstone.scenarios.ledger.Ledger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Numbers in Prometheus against what was done to the suite: no request is missed, none is counted twice, nothing else is counted.
 *
 * <p>One suite for all, hence the order: exact counts first, faults after, and at the end every metric has been provoked. All the
 * while the traces of shop-api go to a server that takes connections and never answers, and the tests before the last see nothing of it.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class MetricsE2E {

    /** So many requests of each kind, by user; different numbers, so that users can not be confused unseen. */
    private static final Map<String, Integer> CUSTOMERS = new TreeMap<>(Map.of("alice", 3, "bob", 5, "carol", 7));
    private static final Map<String, Integer> STAFF = new TreeMap<>(Map.of("mona", 2, "otto", 4));
    private static final double BY_CUSTOMERS = 15;
    /** A model is new to each customer, though it is stored once. */
    private static final double FIRST_UPLOADS = 3;
    private static final double BY_STAFF = 6;
    private static final double UNKNOWN_CALLS = 4;
    private static final int SCAN_BYTES = 123_457;
    private static final int REQUESTS = 100;
    /** More than two scrapes: what would be counted twice or late is seen. */
    private static final Duration STAYS = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final byte[] ring = stl(Ring.ofSize(54));
    private ServerSocket silent;
    private Path folder;
    private Stack stack;
    private Addresses addresses;
    private SuiteClient suite;
    private PrometheusClient prometheus;
    private Ledger ledger;
    /** An order of alice's, priced. */
    private UUID order;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        this.folder = folder;
        silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        StackSettings settings = StackSettings.of(Project.find()).in(folder).on(Ports.free()).with("shop-api",
                Map.of("OTEL_EXPORTER_ZIPKIN_ENDPOINT", "http://127.0.0.1:%d/api/v2/spans".formatted(silent.getLocalPort())));
        stack = Stack.start(settings, event -> System.out.println("[e2e] " + event));
        addresses = stack.addresses();
        suite = Suites.client(addresses);
        prometheus = suite.prometheus();
        ledger = new Ledger(addresses);
    }

    @AfterAll
    void stop() throws IOException {
        // In a start that failed, nothing comes after what failed.
        if (suite != null) {
            suite.close();
        }
        if (stack != null) {
            stack.close();
        }
        silent.close();
    }

    @Test
    @Order(1)
    void countsExactlyTheRequestsAndBytesThatWereSent() throws Exception {
        assertThat(requests()).as("requests before the first").isEmpty();

        order = useTheShop();
        useTheCrm();
        useTheConveyor();

        await().atMost(PATIENCE).during(STAYS).untilAsserted(() -> assertThat(requests()).isEqualTo(Map.ofEntries(
                Map.entry("shop-api POST /api/v1/models 201", FIRST_UPLOADS),
                Map.entry("shop-api POST /api/v1/models 200", BY_CUSTOMERS - FIRST_UPLOADS),
                Map.entry("shop-api POST /api/v1/orders 201", BY_CUSTOMERS),
                Map.entry("shop-api GET /api/v1/orders/{id} 200", BY_CUSTOMERS),
                Map.entry("shop-api GET /api/v1/orders/{id} 404", BY_CUSTOMERS),
                Map.entry("shop-api GET /api/v1/orders 401", UNKNOWN_CALLS),
                Map.entry("crm-api POST /api/v1/sessions 201", BY_STAFF),
                Map.entry("crm-api GET /api/v1/orders/{id} 200", BY_STAFF),
                Map.entry("crm-api DELETE /api/v1/sessions/current 204", BY_STAFF),
                Map.entry("mes-pipeline GET /api/v1/work-orders/{id}/model 200", BY_STAFF),
                Map.entry("mes-pipeline POST /api/v1/work-orders/{id}/scan 201", 1.0),
                Map.entry("mes-pipeline POST /api/v1/work-orders/{id}/scan 200", BY_STAFF - 1))));
        assertThat(byUser("http_server_user_requests_total")).isEqualTo(Map.ofEntries(
                Map.entry("shop-api POST /api/v1/models", List.of(3.0, 5.0, 7.0)),
                Map.entry("shop-api POST /api/v1/orders", List.of(3.0, 5.0, 7.0)),
                Map.entry("shop-api GET /api/v1/orders/{id}", List.of(6.0, 10.0, 14.0)),
                Map.entry("shop-api GET /api/v1/orders", List.of(UNKNOWN_CALLS)),
                Map.entry("crm-api POST /api/v1/sessions", List.of(2.0, 4.0)),
                Map.entry("crm-api GET /api/v1/orders/{id}", List.of(2.0, 4.0)),
                Map.entry("crm-api DELETE /api/v1/sessions/current", List.of(2.0, 4.0)),
                Map.entry("mes-pipeline GET /api/v1/work-orders/{id}/model", List.of(2.0, 4.0)),
                Map.entry("mes-pipeline POST /api/v1/work-orders/{id}/scan", List.of(2.0, 4.0))));
        assertThat(byUser("http_server_user_received_bytes_total"))
                .containsEntry("shop-api POST /api/v1/models", List.of(3.0 * ring.length, 5.0 * ring.length, 7.0 * ring.length))
                .containsEntry("mes-pipeline POST /api/v1/work-orders/{id}/scan", List.of(2.0 * SCAN_BYTES, 4.0 * SCAN_BYTES));
        assertThat(byUser("http_server_user_sent_bytes_total"))
                .containsEntry("mes-pipeline GET /api/v1/work-orders/{id}/model", List.of(2.0 * ring.length, 4.0 * ring.length));

        assertThat(prometheus.targets()).as("targets").isNotEmpty().allMatch(Target::up);
        assertThat(prometheus.rules()).as("rules").isNotEmpty().extracting(Rule::health).containsOnly("ok");
    }

    @Test
    @Order(2)
    void showsHowManySessionsAreOpenByUser() {
        List<ManagerSession> sessions = new ArrayList<>(List.of(suite.openSession("mona"), suite.openSession("otto"),
                suite.openSession("otto"), suite.openSession("otto"), suite.openSession("otto")));
        eventually("plan:m26_crm_sessions > 0", 1, 4);

        sessions.subList(0, 3).forEach(ManagerSession::close);
        eventually("plan:m26_crm_sessions > 0", 2);

        sessions.subList(3, 5).forEach(ManagerSession::close);
        eventually("sum(plan:m26_crm_sessions)", 0);
    }

    @Test
    @Order(3)
    void showsTheBytesThatAreStored() throws Exception {
        eventually("plan:m16_s3_size_bytes{bucket='models'}", ring.length);
        eventually("plan:m16_s3_size_bytes{bucket='products'}", SCAN_BYTES);

        byte[] another = stl(Ring.ofSize(60));
        suite.customer("alice").upload(another);
        suite.customer("bob").upload(another);

        eventually("plan:m16_s3_size_bytes{bucket='models'}", ring.length + another.length);
        eventually("s3_bucket_objects{bucket='models'}", 2);
    }

    @Test
    @Order(4)
    void showsTheConnectionsOfEachServicesPool() {
        for (String service : List.of("shop-api", "crm-api")) {
            double pool = value("sum(db_client_connections{job='%s'})".formatted(service));
            assertThat(pool).as("connections in the pool of %s", service).isBetween(1.0, value("db_client_max_connections{job='%s'}".formatted(service)));
            // The outbox is listened to on a connection of its own.
            eventually("plan:m12_shop_db_connections{service_name='%s'}".formatted(service), pool + 1);
        }
    }

    @Test
    @Order(5)
    void showsEveryMessageThatWasRejected() throws Exception {
        Map<String, Integer> rejected = Map.of("mes.orders", 4, "shop.orders", 3, "conveyor.pricing", 2);
        for (Map.Entry<String, Integer> queue : rejected.entrySet()) {
            for (int i = 0; i < queue.getValue(); i++) {
                publish(queue.getKey(), "this is no message of ours");
            }
        }

        for (Map.Entry<String, Integer> queue : rejected.entrySet()) {
            eventually("plan:m01_dead_letters{queue='%s'}".formatted(queue.getKey()), queue.getValue());
            eventually("sum(messaging_dead_lettered_total{queue='%s'})".formatted(queue.getKey()), queue.getValue());
        }
        eventually("sum(plan:m01_dead_letters)", 9);
    }

    @Test
    @Order(6)
    void countsEveryFailureOfAPortAndShowsZeroWhereNothingFailed() throws Exception {
        Map<String, Double> before = requests();
        Customer alice = suite.customer("alice");
        Operator otto = suite.operator("otto");
        try (ManagerSession mona = suite.openSession("mona")) {
            administer("shop", "ALTER TABLE shop.orders RENAME TO elsewhere");
            try {
                repeat(7, () -> refused(500, () -> alice.order(order)));
                repeat(5, () -> refused(500, () -> mona.order(order)));
            } finally {
                administer("shop", "ALTER TABLE shop.elsewhere RENAME TO orders");
            }
        }
        stack.stop("s3");
        try {
            repeat(3, () -> refused(500, () -> otto.downloadModel(order, folder.resolve("none.stl"))));
            repeat(2, () -> refused(503, () -> alice.upload(stl(Ring.ofSize(48)))));
        } finally {
            stack.start("s3");
        }

        Map<String, Double> expected = new TreeMap<>(before);
        Map.of("shop-api GET /api/v1/orders/{id} 500", 7.0,
                "crm-api GET /api/v1/orders/{id} 500", 5.0,
                "crm-api POST /api/v1/sessions 201", 1.0,
                "crm-api DELETE /api/v1/sessions/current 204", 1.0,
                "mes-pipeline GET /api/v1/work-orders/{id}/model 500", 3.0,
                "shop-api POST /api/v1/models 503", 2.0).forEach((request, times) -> expected.merge(request, times, Double::sum));
        await().atMost(PATIENCE).during(STAYS).untilAsserted(() -> assertThat(requests()).isEqualTo(expected));
        Map.of("plan:m22_shop_api_http_500_per_second", "shop-api GET /api/v1/orders/{id}",
                "plan:m23_crm_api_http_500_per_second", "crm-api GET /api/v1/orders/{id}",
                "plan:m24_mes_api_http_500_per_second", "mes-pipeline GET /api/v1/work-orders/{id}/model",
                "plan:m25_shop_api_http_500_per_second", "shop-api GET /api/v1/orders/{id}").forEach((rule, failing) -> {
                    String service = failing.split(" ")[0];
                    assertThat(prometheus.query(rule)).as(rule)
                            .allSatisfy(route -> assertThat(route.value() > 0).as("%s", route).isEqualTo(failing.equals(service + endpoint(route))))
                            .extracting(MetricsE2E::endpoint)
                            .containsAll(expected.keySet().stream().filter(request -> request.startsWith(service + " "))
                                    .map(request -> request.substring(service.length(), request.lastIndexOf(' '))).toList());
                });
    }

    @Test
    @Order(7)
    void servesAsFastWithoutAReceiverOfTracesAndCountsTheGap() {
        Customer alice = suite.customer("alice");
        try (ManagerSession mona = suite.openSession("mona")) {
            Duration received = slowest(() -> mona.order(order));
            stack.kill("zipkin");
            Duration refused = slowest(() -> mona.order(order));
            Duration unanswered = slowest(() -> alice.order(order));
            System.out.printf("[e2e] slowest of %d requests: %s with traces received, %s refused, %s unanswered%n", REQUESTS, received, refused, unanswered);
            assertThat(List.of(refused, unanswered)).allMatch(slowest -> slowest.compareTo(Duration.ofSeconds(2)) < 0);
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(prometheus.query("telemetry_failures_total{component='span-export'} > 0"))
                .extracting(sample -> sample.label("job")).contains("shop-api", "crm-api"));
    }

    @Test
    @Order(8)
    void servesOnWhenAProbesDatabaseIsOutOfReachAndShowsTheGap() throws Exception {
        Customer alice = suite.customer("alice");
        double size = value("plan:m17_shop_db_size_bytes");
        administer("shop", "ALTER ROLE monitoring NOLOGIN", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'monitoring'");
        try {
            await().atMost(PATIENCE).untilAsserted(() -> {
                alice.order(order);
                assertThat(value("telemetry_probe_failures_total{job='shop-api', probe='shop-db'}")).isPositive();
                assertThat(value("telemetry_probe_age_seconds{job='shop-api', probe='shop-db'}")).isGreaterThan(15);
                // A gap is true, an old value is not.
                assertThat(prometheus.query("plan:m17_shop_db_size_bytes")).isEmpty();
            });
            assertThat(value("up{job='shop-api'}")).isEqualTo(1);
        } finally {
            administer("shop", "ALTER ROLE monitoring LOGIN");
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(value("plan:m17_shop_db_size_bytes")).isGreaterThanOrEqualTo(size));
    }

    @Test
    @Order(9)
    void exposesWhatTheCatalogueDeclaresAndNothingElse() throws Exception {
        breakOffAnUpload();
        sendWhatIsNoRequest();

        Set<Family> declared = Stream.of(Metric.values()).map(Family::of).collect(Collectors.toCollection(TreeSet::new));
        await().atMost(PATIENCE).untilAsserted(() -> {
            Set<Family> exposed = new TreeSet<>();
            for (Addresses.Service service : addresses.services().values()) {
                exposed.addAll(new Exposition(service.observe(), http).families());
            }
            assertThat(declared).as("declared").containsAll(exposed);
            assertThat(exposed).as("exposed").containsAll(declared);
        });
    }

    @Test
    @Order(10)
    void exposesNothingThatPrometheusOwnToolFindsFaultWith() throws Exception {
        Path promtool = PrometheusInstallation.find(RuntimeFolder.of(Project.find())).promtool();
        for (Map.Entry<String, Addresses.Service> service : addresses.services().entrySet()) {
            Path scrape = Files.writeString(folder.resolve(service.getKey() + ".txt"), new Exposition(service.getValue().observe(), http).text());
            Process check = new ProcessBuilder(promtool.toString(), "check", "metrics").redirectInput(scrape.toFile()).redirectErrorStream(true).start();
            assertThat(new String(check.getInputStream().readAllBytes(), UTF_8)).as(service.getKey()).isEmpty();
            assertThat(check.waitFor()).as(service.getKey()).isZero();
        }
    }

    /** Announces more than it sends. */
    private void breakOffAnUpload() throws IOException {
        String token = TokenIssuer.open(addresses.tokens()).token("customer", "alice");
        send("POST /api/v1/models HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer %s\r\nContent-Type: model/stl\r\nContent-Length: 1000\r\n\r\nsolid"
                .formatted(token));
    }

    private void sendWhatIsNoRequest() throws IOException {
        send("This is not HTTP\r\n\r\n");
    }

    private void send(String text) throws IOException {
        URI shop = addresses.services().get("shop-api").api();
        try (Socket socket = new Socket(shop.getHost(), shop.getPort())) {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            socket.getOutputStream().flush();
        }
    }

    private void administer(String database, String... statements) throws SQLException {
        Addresses.Database address = addresses.databases().get(database);
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), "postgres", address.passwords().get("postgres"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void publish(String queue, String payload) throws Exception {
        Addresses.Broker broker = addresses.broker();
        String credentials = Base64.getEncoder().encodeToString((broker.user() + ":" + broker.password()).getBytes(UTF_8));
        String body = """
                {"routing_key": "%s", "payload": "%s", "payload_encoding": "string",
                 "properties": {"message_id": "%s", "type": "unknown", "delivery_mode": 2}}
                """.formatted(queue, payload, UUID.randomUUID());
        HttpRequest request = HttpRequest.newBuilder(broker.management().resolve("/api/exchanges/%2F/amq.default/publish"))
                .header("Authorization", "Basic " + credentials).POST(BodyPublishers.ofString(body)).build();
        assertThat(http.send(request, BodyHandlers.ofString()).body()).contains("\"routed\":true");
    }

    private static void repeat(int times, Runnable act) {
        IntStream.range(0, times).forEach(_ -> act.run());
    }

    private static Duration slowest(Runnable request) {
        long slowest = 0;
        for (int i = 0; i < REQUESTS; i++) {
            long begun = System.nanoTime();
            request.run();
            slowest = Math.max(slowest, System.nanoTime() - begun);
        }
        return Duration.ofNanos(slowest);
    }

    private void eventually(String expression, double... values) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(prometheus.query(expression).stream().mapToDouble(Sample::value).sorted().toArray())
                .as(expression).isEqualTo(values));
    }

    private double value(String expression) {
        List<Sample> samples = prometheus.query(expression);
        assertThat(samples).as(expression).hasSize(1);
        return samples.getFirst().value();
    }

    /** Everybody uploads, orders, looks at their first order and at somebody else's. */
    private UUID useTheShop() throws Exception {
        Map<String, UUID> orders = new TreeMap<>();
        for (Map.Entry<String, Integer> user : CUSTOMERS.entrySet()) {
            Customer customer = suite.customer(user.getKey());
            for (int i = 0; i < user.getValue(); i++) {
                String model = customer.upload(ring).model();
                UUID placed = customer.place(model, "silver-925", user.getKey() + i).id();
                orders.putIfAbsent(user.getKey(), placed);
                if (i > 0) {
                    customer.order(orders.get(user.getKey()));
                }
            }
        }
        await().atMost(PATIENCE).until(() -> ledger.ordersIn(OrderStatus.PRICED) == BY_CUSTOMERS);
        for (Map.Entry<String, Integer> user : CUSTOMERS.entrySet()) {
            Customer customer = suite.customer(user.getKey());
            customer.order(orders.get(user.getKey()));
            UUID foreign = orders.get(user.getKey().equals("alice") ? "bob" : "alice");
            for (int i = 0; i < user.getValue(); i++) {
                refused(404, () -> customer.order(foreign));
            }
        }
        HttpRequest withoutToken = HttpRequest.newBuilder(addresses.services().get("shop-api").api().resolve("/api/v1/orders")).build();
        for (int i = 0; i < UNKNOWN_CALLS; i++) {
            assertThat(http.send(withoutToken, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
        }
        return orders.get("alice");
    }

    private void useTheCrm() {
        STAFF.forEach((user, times) -> {
            for (int i = 0; i < times; i++) {
                try (ManagerSession session = suite.openSession(user)) {
                    session.order(order);
                }
            }
        });
    }

    private void useTheConveyor() throws Exception {
        byte[] scan = new byte[SCAN_BYTES];
        new Random(28).nextBytes(scan);
        URI address = addresses.services().get("mes-pipeline").api().resolve("/api/v1/work-orders/%s/scan".formatted(order));
        for (Map.Entry<String, Integer> user : STAFF.entrySet()) {
            String token = TokenIssuer.open(addresses.tokens()).token("operator", user.getKey());
            for (int i = 0; i < user.getValue(); i++) {
                suite.operator(user.getKey()).downloadModel(order, folder.resolve("model.stl"));
                HttpRequest upload = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofByteArray(scan)).build();
                assertThat(http.send(upload, BodyHandlers.discarding()).statusCode()).isIn(200, 201);
            }
        }
    }

    private static void refused(int status, ThrowingCallable request) {
        assertThat(catchThrowableOfType(RequestRefused.class, request).status()).isEqualTo(status);
    }

    /** How many were answered, by service, method, route and status; without the failures that are counted from 0 on. */
    private Map<String, Double> requests() {
        return prometheus.query("http_server_request_duration_seconds_count > 0").stream().collect(Collectors.toMap(
                sample -> "%s %s".formatted(endpoint(sample), sample.label("http_response_status_code")), Sample::value));
    }

    /** The values of the users, smallest first, by service, method and route. */
    private Map<String, List<Double>> byUser(String counter) {
        return prometheus.query(counter + " > 0").stream().sorted((one, other) -> Double.compare(one.value(), other.value()))
                .collect(Collectors.groupingBy(MetricsE2E::endpoint, Collectors.mapping(Sample::value, Collectors.toList())));
    }

    private static String endpoint(Sample sample) {
        return Stream.of("job", "http_request_method", "http_route").map(sample::label).collect(Collectors.joining(" "));
    }

    private static byte[] stl(Ring ring) {
        try (ByteArrayOutputStream stl = new ByteArrayOutputStream()) {
            StlFile.write(ring, stl);
            return stl.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
