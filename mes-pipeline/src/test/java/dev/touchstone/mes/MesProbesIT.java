package dev.touchstone.mes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.mes.testing.RunningMes;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.platform.messaging.Exchange;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the service reads in the background, as a scrape shows it. */
class MesProbesIT {
    private static RunningMes mes;

    @BeforeAll
    static void start() {
        mes = new RunningMes(Map.of());
    }

    @AfterAll
    static void stop() {
        mes.close();
    }

    @Test
    void watchesItsDatabase() {
        eventually(() -> {
            assertThat(value(Metric.DB_MEMORY_USED, "mes-db")).isPositive();
            assertThat(value(Metric.DB_SIZE, "mes-db")).isPositive();
            assertThat(value(Metric.DB_CONNECTIONS, "mes-db", "monitoring", "active")).isPositive();
        });
    }

    @Test
    void countsDeadLettersConsumersAndWhatIsInTheirHands() {
        for (int letter = 0; letter < 3; letter++) {
            mes.send(Exchange.ORDERS, "order.submitted", "order.submitted", UUID.randomUUID(), "not even JSON");
        }

        eventually(() -> {
            assertThat(mes.telemetry().meters().value(Metric.MESSAGING_DEAD_LETTERS, "mes.orders")).contains(3.0);
            assertThat(mes.telemetry().meters().value(Metric.MESSAGING_DEAD_LETTERS, "conveyor.slicing")).contains(0.0);
            assertThat(mes.telemetry().meters().value(Metric.MESSAGING_QUEUE_CONSUMERS, "mes.orders")).hasValueSatisfying(consumers ->
                    assertThat(consumers).isPositive());
            assertThat(mes.telemetry().meters().value(Metric.MESSAGING_QUEUE_MESSAGES, "mes.orders", "ready")).contains(0.0);
            assertThat(mes.telemetry().meters().value(Metric.MESSAGING_QUEUE_MESSAGES, "mes.orders", "unacknowledged")).contains(0.0);
            assertThat(mes.telemetry().meters().value(Metric.MESSAGING_BROKER_ALARMS, "memory")).contains(0.0);
        });
        assertThat(mes.telemetry().meters().exposes(Metric.MESSAGING_DEAD_LETTERS, "shop.orders")).as("a queue that nobody declared").isFalse();
    }

    @Test
    void knowsHowMuchLiesInItsBucket() {
        eventually(() -> assertThat(mes.telemetry().meters().exposes(Metric.S3_BUCKET_SIZE, "products")).isTrue());
    }

    private static double value(Metric metric, String... labels) {
        return mes.telemetry().meters().value(metric, labels).orElse(0.0);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }
}
