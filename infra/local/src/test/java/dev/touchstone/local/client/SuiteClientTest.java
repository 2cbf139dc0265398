package dev.touchstone.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.touchstone.local.models.Brilliant;
import dev.touchstone.local.models.OpenModel;
import dev.touchstone.local.models.StlFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteClientTest {

    private static final Patience SHORT = new Patience(Duration.ofMillis(300), Duration.ofMillis(5));

    @TempDir
    private Path folder;
    private final FakeSuite fake = new FakeSuite();
    private final SuiteClient suite = fake.client();
    private final Customer alice = suite.customer("alice");
    private Path stone;

    @BeforeEach
    void cutAStone() throws IOException {
        stone = folder.resolve("stone.stl");
        StlFile.write(new Brilliant(6), stone);
    }

    @AfterEach
    void stop() {
        suite.close();
        fake.close();
    }

    @Test
    void takesAnOrderThroughItsWholeLife() throws IOException {
        UUID id = alice.place(alice.upload(stone).model(), "silver-925", "key").id();
        List<OrderStatus> told = new ArrayList<>();
        OrderWatch watch = new OrderWatch(alice, id, SHORT, step -> told.add(step.status()));

        Order priced = watch.until(OrderStatus.PRICED);
        assertThat(priced.price()).hasValueSatisfying(price -> assertThat(price).hasToString("12.34 EUR"));
        assertThat(priced.volumeCubicMillimetres().orElseThrow().doubleValue()).isCloseTo(new Brilliant(6).volumeCubicMillimetres(),
                withPercentage(0.001));
        assertThat(priced.massGrams().orElseThrow()).isEqualByComparingTo("1.25");

        alice.accept(id);
        try (ManagerSession manager = suite.openSession("mona")) {
            assertThat(manager.orders(OrderStatus.ACCEPTED)).extracting(Order::id).containsExactly(id);
            assertThat(manager.orders(OrderStatus.ACCEPTED).getFirst().customer()).contains("alice");
            manager.approve(id);
            watch.until(OrderStatus.PRODUCED);
            manager.ship(id);
            manager.closeOrder(id);
        }
        assertThat(watch.until(OrderStatus.CLOSED).status()).isEqualTo(OrderStatus.CLOSED);
        assertThat(told).containsExactly(OrderStatus.SUBMITTED, OrderStatus.PRICED, OrderStatus.ACCEPTED, OrderStatus.APPROVED,
                OrderStatus.IN_PRODUCTION, OrderStatus.PRODUCED, OrderStatus.SHIPPED, OrderStatus.CLOSED);
        assertThat(fake.sessionsOpened).containsExactly("mona");
    }

    @Test
    void knowsAnUploadAgain() throws IOException {
        Customer.Upload first = alice.upload(stone);
        Customer.Upload again = alice.upload(Files.readAllBytes(stone));

        assertThat(first).isEqualTo(new Customer.Upload(again.model(), Files.size(stone), false));
        assertThat(again.known()).isTrue();
    }

    @Test
    void stopsFollowingAnOrderThatIsRejected() throws IOException {
        StlFile.write(new OpenModel(new Brilliant(6), 1), stone);
        UUID id = alice.place(alice.upload(stone).model(), "silver-925", "key").id();

        Order order = new OrderWatch(alice, id, SHORT, step -> { }).until(OrderStatus.PRICED);

        assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(order.rejection()).contains(new Order.Rejection("NOT_WATERTIGHT", "3 edges are open"));
    }

    @Test
    void bearsAShopThatIsAwayForAWhile() throws IOException {
        UUID id = alice.place(alice.upload(stone).model(), "silver-925", "key").id();
        fake.shopFailures = 5;

        assertThat(new OrderWatch(alice, id, SHORT, step -> { }).until(OrderStatus.PRICED).status()).isEqualTo(OrderStatus.PRICED);
        assertThat(fake.shopFailures).isZero();
    }

    @Test
    void saysWhereAnOrderIsStuck() throws IOException {
        UUID id = alice.place(alice.upload(stone).model(), "silver-925", "key").id();
        fake.conveyorStopped = true;

        assertThatThrownBy(() -> new OrderWatch(alice, id, SHORT, step -> { }).until(OrderStatus.PRICED))
                .isInstanceOf(OrderWatch.Stuck.class).hasMessage("order %s has stayed SUBMITTED for 0 s", id);
    }

    @Test
    void doesNotRepeatWhatIsRefused() {
        UUID unknown = UUID.randomUUID();

        RequestRefused refused = catchThrowableOfType(RequestRefused.class,
                () -> new OrderWatch(alice, unknown, SHORT, step -> { }).until(OrderStatus.PRICED));

        assertThat(refused).hasMessageContaining("/api/v1/orders/" + unknown).hasMessageEndingWith("404 no such order");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.problem().type()).isEqualTo("/problems/test");
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        URI nowhere = fake.addresses().shop();
        fake.close();

        assertThatThrownBy(() -> alice.upload(stone)).isInstanceOf(ServiceUnreachable.class)
                .hasMessageContaining("POST " + nowhere + "/api/v1/models: no answer (nobody listens there)");
    }

    @Test
    void fetchesAToolpathIntoAFile() throws IOException {
        UUID id = alice.place(alice.upload(stone).model(), "silver-925", "key").id();
        Operator operator = suite.operator("olga");
        Path toolpath = folder.resolve("toolpath.gcode");

        operator.downloadToolpath(id, toolpath);

        assertThat(toolpath).hasContent("G21\n");
        assertThat(operator.toolpathAddress(id)).hasToString(fake.addresses().mes() + "/api/v1/work-orders/" + id + "/toolpath");
        assertThat(operator.workOrders(10)).extracting(WorkOrder::orderId).containsExactly(id);
        assertThat(operator.workOrder(id).stages()).extracting(WorkOrder.StageRun::stage).containsExactly("pricing");
    }

    @Test
    void readsVectorsScalarsAndTargetsOfPrometheus() {
        fake.results.put("up", """
                [{"metric": {"__name__": "up", "job": "shop-api"}, "value": [1700000000, "1"]},
                 {"metric": {"__name__": "up", "job": "crm-api"}, "value": [1700000000, "+Inf"]}]""");
        fake.results.put("sum(x) + 1", "[1700000000, \"2.5\"]");
        fake.crmTargetHealth = "down";
        PrometheusClient prometheus = suite.prometheus();

        assertThat(prometheus.query("up")).extracting(sample -> sample.label("job"), PrometheusClient.Sample::value)
                .containsExactly(tuple("shop-api", 1.0),
                        tuple("crm-api", Double.POSITIVE_INFINITY));
        assertThat(prometheus.query("sum(x) + 1")).extracting(PrometheusClient.Sample::value).containsExactly(2.5);
        assertThat(prometheus.targets()).extracting(PrometheusClient.Target::up).containsExactly(true, false);
    }

    @Test
    void readsTheAlertsOfPrometheus() {
        fake.alerts = """
                [{"labels": {"alertname": "ServiceDown", "component": "crm-api"}, "annotations": {"summary": "crm-api does not answer"}, "state": "firing"},
                 {"labels": {"alertname": "QueueBacklog", "component": "mes-api"}, "annotations": {}, "state": "pending"}]""";

        assertThat(suite.prometheus().alerts())
                .extracting(PrometheusClient.Alert::name, PrometheusClient.Alert::firing, PrometheusClient.Alert::summary)
                .containsExactly(tuple("ServiceDown", true, "crm-api does not answer"), tuple("QueueBacklog", false, ""));
    }
}
