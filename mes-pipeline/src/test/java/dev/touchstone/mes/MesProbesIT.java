package dev.touchstone.mes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.mes.testing.RunningMes;
import dev.touchstone.observability.catalog.Metric;
import java.time.Duration;
import java.util.Map;
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

    private static double value(Metric metric, String... labels) {
        return mes.telemetry().meters().value(metric, labels).orElse(0.0);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }
}
