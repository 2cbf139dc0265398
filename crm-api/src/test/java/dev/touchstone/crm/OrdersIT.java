package dev.touchstone.crm;

import static dev.touchstone.crm.domain.order.SampleOrders.id;
import static dev.touchstone.crm.domain.order.SampleOrders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.crm.testing.CrmClient;
import dev.touchstone.crm.testing.CrmClient.Answer;
import dev.touchstone.crm.testing.RunningCrm;
import dev.touchstone.crm.testing.ShopSchema;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.BrokerBackend;
import dev.touchstone.local.testing.PostgresBackend;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders over HTTP, in the composed service. */
class OrdersIT {
    private static final String ORDERS = "/api/v1/orders";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static PostgresBackend database;
    private static ShopSchema shop;
    private static RunningCrm crm;
    private static Connection connection;
    private Channel channel;
    private String queue;
    private CrmClient manager;

    @BeforeAll
    static void start() throws Exception {
        database = Backends.shared().shopDatabase();
        BrokerBackend broker = Backends.shared().broker();
        shop = ShopSchema.in(database);
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setVirtualHost(broker.virtualHost());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        connection = factory.newConnection();
        crm = new RunningCrm(database, broker, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        crm.close();
        connection.close();
    }

    @BeforeEach
    void listenToEvents() throws Exception {
        channel = connection.createChannel();
        channel.exchangeDeclare("orders", "topic", true);
        queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "orders", "#");
        manager = crm.manager("anna");
    }

    @AfterEach
    void clear() throws Exception {
        channel.close();
        shop.clear();
    }

    @Test
    void showsAnOrderWithAllThatIsKnownOfIt() throws Exception {
        shop.place(order(1, OrderStatus.PRICED));

        Answer answer = manager.get(ORDERS + "/" + id(1));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.json()).isEqualTo(JSON.readTree("""
                {"id": "%s", "status": "PRICED", "customer": "customer-1", "model": "%s", "metal": "silver-925",
                 "createdAt": "2026-03-01T09:00:00Z", "updatedAt": "2026-03-01T09:01:00Z", "version": 2,
                 "price": {"amount": "123.45", "currency": "EUR"}, "volumeCubicMillimetres": 4.9176, "massGrams": 0.0509,
                 "history": [{"status": "SUBMITTED", "at": "2026-03-01T09:00:00Z"}, {"status": "PRICED", "at": "2026-03-01T09:01:00Z"}]}
                """.formatted(id(1), "a".repeat(64))));
    }

    @Test
    void showsWhyAnOrderWasRejected() throws Exception {
        shop.place(order(1, OrderStatus.REJECTED));

        JsonNode json = manager.get(ORDERS + "/" + id(1)).json();

        assertThat(json.path("rejection")).isEqualTo(JSON.readTree("{\"code\": \"NOT_WATERTIGHT\", \"reason\": \"12 open edges\"}"));
        assertThat(json.has("price")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"019ca8b3-0000-7000-8000-0000000000ff", "1-1-1-1-1", "nonsense", "%27%20or%20true"})
    void knowsNoOrderThatWasNotPlaced(String id) throws Exception {
        for (Answer answer : List.of(manager.get(ORDERS + "/" + id), manager.post(ORDERS + "/" + id + "/approval"),
                manager.post(ORDERS + "/" + id + "/shipment"), manager.post(ORDERS + "/" + id + "/closure"))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("order-not-found");
        }
    }

    @Test
    void listsEverybodysOrdersByStatusPageByPage() throws Exception {
        for (int number = 1; number <= 5; number++) {
            shop.place(order(number, number == 4 ? OrderStatus.PRODUCED : OrderStatus.ACCEPTED));
        }

        assertThat(listed("")).containsExactly(id(5).toString(), id(4).toString(), id(3).toString(), id(2).toString(), id(1).toString());
        assertThat(listed("?status=ACCEPTED&limit=2")).containsExactly(id(5).toString(), id(3).toString());
        assertThat(listed("?status=ACCEPTED&limit=2&after=" + id(3))).containsExactly(id(2).toString(), id(1).toString());
        assertThat(listed("?status=CLOSED")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?status=accepted", "?status=UNHEARD", "?limit=0", "?limit=101", "?limit=many", "?after=1"})
    void refusesAMalformedQuery(String query) throws Exception {
        Answer answer = manager.get(ORDERS + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-query");
    }

    @Test
    void takesAnOrderFromAcceptanceToItsEndAndTellsEachStep() throws Exception {
        shop.place(order(1, OrderStatus.ACCEPTED));
        Answer approved = manager.post(ORDERS + "/" + id(1) + "/approval");
        shop.clear();
        shop.place(order(1, OrderStatus.PRODUCED));
        Answer shipped = manager.post(ORDERS + "/" + id(1) + "/shipment");
        Answer closed = manager.post(ORDERS + "/" + id(1) + "/closure");

        assertThat(List.of(approved.status(), shipped.status(), closed.status())).containsOnly(200);
        assertThat(approved.json().path("status").asText()).isEqualTo("APPROVED");
        assertThat(shipped.json().path("status").asText()).isEqualTo("SHIPPED");
        assertThat(closed.json().path("status").asText()).isEqualTo("CLOSED");
        assertThat(closed.json().path("history").findValuesAsText("status")).containsExactly("SUBMITTED", "PRICED", "ACCEPTED",
                "APPROVED", "IN_PRODUCTION", "PRODUCED", "SHIPPED", "CLOSED");
        assertThat(manager.get(ORDERS + "/" + id(1)).json()).isEqualTo(closed.json());
        assertThat(events(3)).containsExactly(
                "order.approved " + id(1) + " " + approved.json().path("updatedAt").asText(),
                "order.shipped " + id(1) + " " + shipped.json().path("updatedAt").asText(),
                "order.closed " + id(1) + " " + closed.json().path("updatedAt").asText());
    }

    @Test
    void tellsHowLongAnOrderStoodInTheStatusThatAManagerTookItFrom() throws Exception {
        shop.place(order(1, OrderStatus.PRODUCED));
        double before = metric("order_transition_seconds_sum{from=\"PRODUCED\",to=\"SHIPPED\"}");
        double times = metric("order_transition_seconds_count{from=\"PRODUCED\",to=\"SHIPPED\"}");

        JsonNode shipped = manager.post(ORDERS + "/" + id(1) + "/shipment").json();
        assertThat(manager.post(ORDERS + "/" + id(1) + "/shipment").status()).isEqualTo(409);

        JsonNode produced = shipped.path("history").get(5);
        assertThat(produced.path("status").asText()).isEqualTo("PRODUCED");
        Duration stood = Duration.between(Instant.parse(produced.path("at").asText()), Instant.parse(shipped.path("updatedAt").asText()));
        assertThat(metric("order_transition_seconds_sum{from=\"PRODUCED\",to=\"SHIPPED\"}") - before).isEqualTo(stood.toNanos() / 1e9, withPrecision(1e-5));
        assertThat(metric("order_transition_seconds_count{from=\"PRODUCED\",to=\"SHIPPED\"}") - times).isEqualTo(1);
        assertThat(crm.observer().get("/metrics").text()).contains("order_transition_seconds_count{from=\"SHIPPED\",to=\"CLOSED\"}");
    }

    @ParameterizedTest
    @CsvSource({
            "SUBMITTED, approval", "PRICED, approval", "REJECTED, approval", "CANCELLED, approval", "APPROVED, approval",
            "ACCEPTED, shipment", "IN_PRODUCTION, shipment", "SHIPPED, shipment",
            "PRODUCED, closure", "CLOSED, closure"
    })
    void refusesAStepThatTheStatusDoesNotAllow(OrderStatus status, String step) throws Exception {
        shop.place(order(1, status));
        JsonNode before = manager.get(ORDERS + "/" + id(1)).json();

        Answer answer = manager.post(ORDERS + "/" + id(1) + "/" + step);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("order-status");
        assertThat(answer.json().path("detail").asText()).contains(status.name());
        assertThat(manager.get(ORDERS + "/" + id(1)).json()).isEqualTo(before);
    }

    @Test
    void letsOneOfTwoApprovalsAtOnceWin() throws Exception {
        int rounds = 10;
        String approvals = "order_transition_seconds_count{from=\"ACCEPTED\",to=\"APPROVED\"}";
        double before = metric(approvals);
        for (int number = 1; number <= rounds; number++) {
            shop.place(order(number, OrderStatus.ACCEPTED));
        }
        CyclicBarrier together = new CyclicBarrier(2);
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService managers = Executors.newFixedThreadPool(2)) {
            for (int number = 1; number <= rounds; number++) {
                String path = ORDERS + "/" + id(number) + "/approval";
                List<Future<Answer>> answers = IntStream.range(0, 2).mapToObj(_ -> managers.submit(() -> {
                    together.await();
                    return manager.post(path);
                })).toList();
                List<Integer> pair = new ArrayList<>();
                for (Future<Answer> answer : answers) {
                    pair.add(answer.get().status());
                }
                assertThat(pair).containsExactlyInAnyOrder(200, 409);
                statuses.addAll(pair);
            }
        }
        assertThat(statuses).hasSize(2 * rounds);
        assertThat(metric(approvals) - before).isEqualTo(rounds);
        assertThat(events(rounds)).allMatch(event -> event.startsWith("order.approved"));
        assertThat(channel.basicGet(queue, true)).isNull();
    }

    @Test
    void answersUnknownAddressesAndMethodsWithProblems() throws Exception {
        Answer nowhere = manager.get("/api/v1/nothing");
        Answer method = manager.delete(ORDERS);

        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.problem()).isEqualTo("not-found");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET");
    }

    @Test
    void describesItselfToEverybody() throws Exception {
        Answer answer = crm.client().get("/openapi");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).startsWith("openapi: 3.1.0");
    }

    @Test
    void countsRequestsByTheirRoute() throws Exception {
        shop.place(order(1, OrderStatus.CLOSED));
        String series = "http_server_request_duration_seconds_count{http_request_method=\"POST\",http_response_status_code=\"409\","
                + "http_route=\"/api/v1/orders/{id}/closure\"}";
        double before = metric(series);

        manager.post(ORDERS + "/" + id(1) + "/closure");
        manager.post(ORDERS + "/" + id(1) + "/closure");

        await().untilAsserted(() -> assertThat(metric(series) - before).isEqualTo(2));
    }

    @Test
    void startsBeforeTheShopAndIsReadyOnceItsOrdersCanBeRead() throws Exception {
        PostgresBackend early = Backends.shared().shopDatabase();
        try (RunningCrm waiting = new RunningCrm(early, Backends.shared().broker(), Map.of())) {
            assertThat(waiting.observer().get("/health/live").status()).isEqualTo(200);
            assertThat(waiting.observer().get("/health/ready").status()).isEqualTo(503);

            ShopSchema.in(early);

            assertThat(waiting.observer().get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void recordsWhichManagerTookWhichStep() throws Exception {
        shop.place(order(70, OrderStatus.ACCEPTED));
        assertThat(crm.manager("otto").post(ORDERS + "/" + id(70) + "/approval").status()).isEqualTo(200);
        assertThat(manager.post(ORDERS + "/" + id(70) + "/approval").status()).isEqualTo(409);
        shop.clear();
        shop.place(order(70, OrderStatus.PRODUCED));
        assertThat(manager.post(ORDERS + "/" + id(70) + "/shipment").status()).isEqualTo(200);
        JsonNode closed = manager.post(ORDERS + "/" + id(70) + "/closure").json();

        List<String> decisions = Jdbi.create(database.jdbcUrl(), "crm", database.password("crm")).withHandle(handle -> handle
                .createQuery("select status || ' by ' || decided_by from crm.decisions where order_id = :id order by id")
                .bind("id", id(70).value()).mapTo(String.class).list());

        assertThat(decisions).containsExactly("APPROVED by otto", "SHIPPED by anna", "CLOSED by anna");
        assertThat(closed.toString()).doesNotContain("anna");
    }

    @Test
    void closesWhatItHadOpenedWhenItCanNotStart() throws Exception {
        PostgresBackend database = Backends.shared().shopDatabase();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long relays = threads("outbox-relay");

            assertThatThrownBy(() -> new RunningCrm(database, Backends.shared().broker(), Map.of("SERVER_PORT", Integer.toString(taken.getLocalPort()))))
                    .isInstanceOf(RuntimeException.class);

            await().untilAsserted(() -> assertThat(threads("outbox-relay")).isEqualTo(relays));
        }
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals(name)).count();
    }

    private List<String> listed(String query) throws Exception {
        return manager.get(ORDERS + query).json().path("orders").findValuesAsText("id");
    }

    /** The next so many events as type, order and time. */
    private List<String> events(int count) {
        List<String> events = new ArrayList<>();
        await().until(() -> {
            GetResponse message = channel.basicGet(queue, true);
            if (message != null) {
                JsonNode payload = JSON.readTree(message.getBody());
                assertThat(message.getProps().getType()).isEqualTo(message.getEnvelope().getRoutingKey());
                assertThat(message.getProps().getMessageId()).isNotBlank();
                events.add(message.getProps().getType() + " " + payload.path("orderId").asText() + " " + payload.path("at").asText());
            }
            return events.size() == count;
        });
        return events;
    }

    private static double metric(String series) throws Exception {
        return crm.observer().get("/metrics").text().lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length()).strip().split(" ")[0]))
                .findFirst().orElse(0);
    }
}
