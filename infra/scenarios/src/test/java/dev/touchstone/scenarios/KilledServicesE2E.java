package dev.touchstone.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.local.client.Order;
import dev.touchstone.local.client.OrderStatus;
import dev.touchstone.local.client.Patience;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.models.Ring;
import dev.touchstone.local.models.StlFile;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.stack.Ports;
import dev.touchstone.local.stack.Stack;
import dev.touchstone.local.stack.StackSettings;
import dev.touchstone.scenarios.ledger.Ledger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of the messaging, kept by the whole suite: nothing is lost and nothing happens twice, whoever dies when. */
class KilledServicesE2E {
    private static final int ORDERS = 200;
    private static final Ring RING = Ring.ofSize(54);
    private static final Patience PATIENCE = Patience.of(Duration.ofMinutes(4));
    private static final List<String> STAGES = List.of("PRICING", "SLICING", "CASTING", "POLISHING", "INSPECTION");

    @Test
    void producesEveryOrderExactlyOnceThoughEachServiceIsKilledInTurn(@TempDir Path folder) throws Exception {
        StackSettings settings = StackSettings.of(Project.find()).in(folder).on(Ports.free()).withoutTraces()
                .with("mes-pipeline", Map.of("MES_TIME_SCALE", "1000"));
        try (Stack stack = Stack.start(settings, event -> System.out.println("[e2e] " + event));
                SuiteClient suite = Suites.client(stack.addresses());
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            Ledger ledger = new Ledger(stack.addresses());
            String model = PATIENCE.call(() -> suite.customer("alice").upload(ring())).model();
            List<Future<UUID>> journeys = new ArrayList<>();
            for (int number = 0; number < ORDERS; number++) {
                String key = "order-" + number;
                journeys.add(people.submit(() -> new PersistentCustomer(suite, PATIENCE).orderAndApprove(model, "silver-925", key)));
            }

            killWhileOrdersAreInFlight(stack, ledger, "mes-pipeline", 10);
            killWhileOrdersAreInFlight(stack, ledger, "shop-api", 40);
            killWhileOrdersAreInFlight(stack, ledger, "crm-api", 70);
            killWhileOrdersAreInFlight(stack, ledger, "mes-pipeline", 100);

            List<UUID> orders = results(journeys);
            assertThat(new HashSet<>(orders)).as("orders placed").hasSize(ORDERS);
            await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(ledger.ordersIn(OrderStatus.PRODUCED)).isEqualTo(ORDERS));

            assertThat(ledger.orders()).as("orders in the shop").isEqualTo(ORDERS);
            for (OrderStatus reached : List.of(OrderStatus.SUBMITTED, OrderStatus.PRICED, OrderStatus.ACCEPTED, OrderStatus.APPROVED,
                    OrderStatus.IN_PRODUCTION, OrderStatus.PRODUCED)) {
                assertThat(ledger.transitionsTo(reached)).as("transitions to %s", reached).isEqualTo(ORDERS);
            }
            for (String stage : STAGES) {
                assertThat(ledger.stageRuns(stage)).as("runs of %s", stage).isEqualTo(ORDERS);
            }
            for (String event : List.of("order.priced", "order.production-started", "order.produced")) {
                assertThat(ledger.announcements(event)).as("announcements of %s", event).isEqualTo(ORDERS);
            }
            assertThat(ledger.prices()).as("different prices of the same piece").isEqualTo(1);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(ledger.unpublished()).as("messages left in outboxes").isZero();
                assertThat(ledger.queued()).as("messages left in queues, dead letters included").isEmpty();
            });
            Order one = suite.customer("alice").order(orders.getFirst());
            assertThat(one.volumeCubicMillimetres().orElseThrow().doubleValue())
                    .isCloseTo(RING.volumeCubicMillimetres(), Percentage.withPercentage(0.01));
        }
    }

    /** Waits until that many are produced, so that the kill hits a busy suite, and makes sure that it did. */
    private static void killWhileOrdersAreInFlight(Stack stack, Ledger ledger, String service, int produced) {
        await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(100))
                .until(() -> ledger.ordersIn(OrderStatus.PRODUCED) >= produced);
        stack.kill(service);
        long inFlight = ORDERS - ledger.ordersIn(OrderStatus.PRODUCED);
        System.out.println("[e2e] killed " + service + " with " + inFlight + " orders in flight");
        assertThat(inFlight).as("orders in flight at the kill of %s", service).isPositive();
        stack.start(service);
    }

    private static byte[] ring() {
        try (ByteArrayOutputStream stl = new ByteArrayOutputStream()) {
            StlFile.write(RING, stl);
            return stl.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<UUID> results(List<Future<UUID>> journeys) throws InterruptedException, ExecutionException {
        List<UUID> orders = new ArrayList<>();
        for (Future<UUID> journey : journeys) {
            orders.add(journey.get());
        }
        return orders;
    }
}
