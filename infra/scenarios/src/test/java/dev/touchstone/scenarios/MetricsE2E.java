package dev.touchstone.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.touchstone.local.client.Customer;
import dev.touchstone.local.client.ManagerSession;
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
import dev.touchstone.local.stack.Addresses;
import dev.touchstone.local.stack.Ports;
import dev.touchstone.local.stack.Stack;
import dev.touchstone.local.stack.StackSettings;
import dev.touchstone.local.token.TokenIssuer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers in Prometheus against what was sent: no request is missed, none is counted twice, and nothing else is counted. */
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
    /** More than two scrapes: what would be counted twice or late is seen. */
    private static final Duration STAYS = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void countsExactlyTheRequestsAndBytesThatWereSent(@TempDir Path folder) throws Exception {
        StackSettings settings = StackSettings.of(Project.find()).in(folder).on(Ports.free()).withoutTraces();
        try (Stack stack = Stack.start(settings, event -> System.out.println("[e2e] " + event));
                SuiteClient suite = Suites.client(stack.addresses())) {
            PrometheusClient prometheus = suite.prometheus();
            assertThat(requests(prometheus)).as("requests before the first").isEmpty();

            byte[] ring = ring();
            UUID order = useTheShop(suite, stack.addresses(), ring);
            useTheCrm(suite, order);
            useTheConveyor(suite, stack.addresses(), order, folder);

            await().atMost(PATIENCE).during(STAYS).untilAsserted(() -> assertThat(requests(prometheus)).isEqualTo(Map.ofEntries(
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
            assertThat(byUser(prometheus, "http_server_user_requests_total")).isEqualTo(Map.ofEntries(
                    Map.entry("shop-api POST /api/v1/models", List.of(3.0, 5.0, 7.0)),
                    Map.entry("shop-api POST /api/v1/orders", List.of(3.0, 5.0, 7.0)),
                    Map.entry("shop-api GET /api/v1/orders/{id}", List.of(6.0, 10.0, 14.0)),
                    Map.entry("shop-api GET /api/v1/orders", List.of(UNKNOWN_CALLS)),
                    Map.entry("crm-api POST /api/v1/sessions", List.of(2.0, 4.0)),
                    Map.entry("crm-api GET /api/v1/orders/{id}", List.of(2.0, 4.0)),
                    Map.entry("crm-api DELETE /api/v1/sessions/current", List.of(2.0, 4.0)),
                    Map.entry("mes-pipeline GET /api/v1/work-orders/{id}/model", List.of(2.0, 4.0)),
                    Map.entry("mes-pipeline POST /api/v1/work-orders/{id}/scan", List.of(2.0, 4.0))));
            assertThat(byUser(prometheus, "http_server_user_received_bytes_total"))
                    .containsEntry("shop-api POST /api/v1/models", List.of(3.0 * ring.length, 5.0 * ring.length, 7.0 * ring.length))
                    .containsEntry("mes-pipeline POST /api/v1/work-orders/{id}/scan", List.of(2.0 * SCAN_BYTES, 4.0 * SCAN_BYTES));
            assertThat(byUser(prometheus, "http_server_user_sent_bytes_total"))
                    .containsEntry("mes-pipeline GET /api/v1/work-orders/{id}/model", List.of(2.0 * ring.length, 4.0 * ring.length));

            assertThat(prometheus.targets()).as("targets").isNotEmpty().allMatch(Target::up);
            assertThat(prometheus.rules()).as("rules").isNotEmpty().extracting(Rule::health).containsOnly("ok");
        }
    }

    /** Everybody uploads, orders, looks at their first order and at somebody else's. */
    private UUID useTheShop(SuiteClient suite, Addresses addresses, byte[] ring) throws Exception {
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
        Ledger ledger = new Ledger(addresses);
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

    private static void useTheCrm(SuiteClient suite, UUID order) {
        STAFF.forEach((user, times) -> {
            for (int i = 0; i < times; i++) {
                try (ManagerSession session = suite.openSession(user)) {
                    session.order(order);
                }
            }
        });
    }

    private void useTheConveyor(SuiteClient suite, Addresses addresses, UUID order, Path folder) throws Exception {
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
    private static Map<String, Double> requests(PrometheusClient prometheus) {
        return prometheus.query("http_server_request_duration_seconds_count > 0").stream().collect(Collectors.toMap(
                sample -> "%s %s".formatted(endpoint(sample), sample.label("http_response_status_code")), Sample::value));
    }

    /** The values of the users, smallest first, by service, method and route. */
    private static Map<String, List<Double>> byUser(PrometheusClient prometheus, String counter) {
        return prometheus.query(counter + " > 0").stream().sorted((one, other) -> Double.compare(one.value(), other.value()))
                .collect(Collectors.groupingBy(MetricsE2E::endpoint, Collectors.mapping(Sample::value, Collectors.toList())));
    }

    private static String endpoint(Sample sample) {
        return Stream.of("job", "http_request_method", "http_route").map(sample::label).collect(Collectors.joining(" "));
    }

    private static byte[] ring() throws IOException {
        try (ByteArrayOutputStream stl = new ByteArrayOutputStream()) {
            StlFile.write(Ring.ofSize(54), stl);
            return stl.toByteArray();
        }
    }
}
