package dev.touchstone.observability.probe;

import static dev.touchstone.observability.catalog.Metric.DB_BLOCKS;
import static dev.touchstone.observability.catalog.Metric.DB_SIZE;
import static dev.touchstone.observability.catalog.Metric.DB_WAL_BYTES;
import static dev.touchstone.observability.catalog.Metric.PORT_CALL_DURATION;
import static dev.touchstone.observability.catalog.Metric.TELEMETRY_PROBE_AGE;
import static dev.touchstone.observability.catalog.Metric.TELEMETRY_PROBE_FAILURES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.meter.Meters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProbeTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Meters meters = new Meters();
    private final Deque<Probe.Source> answers = new ArrayDeque<>();
    private long seconds;
    private final Probe probe = new Probe(meters, "shop-db", INTERVAL, () -> answers.remove().read(), () -> Duration.ofSeconds(seconds).toNanos());

    private void answer(Probe.Source answer) {
        answers.add(answer);
        probe.round();
    }

    @Test
    void showsWhatItReadLastAsGaugesAndCounters() {
        answer(() -> List.of(Reading.of(DB_SIZE, 10, "shop-db"), Reading.of(DB_BLOCKS, 5, "shop-db", "hit"), Reading.of(DB_BLOCKS, 6, "shop-db", "read")));
        answer(() -> List.of(Reading.of(DB_SIZE, 11, "shop-db"), Reading.of(DB_BLOCKS, 7, "shop-db", "hit"), Reading.of(DB_WAL_BYTES, 1, "shop-db")));

        assertThat(meters.value(DB_SIZE, "shop-db")).contains(11.0);
        assertThat(meters.value(DB_BLOCKS, "shop-db", "hit")).contains(7.0);
        assertThat(meters.value(DB_BLOCKS, "shop-db", "read")).isEmpty();
        assertThat(meters.value(DB_WAL_BYTES, "shop-db")).contains(1.0);
        assertThat(meters.value(TELEMETRY_PROBE_FAILURES, "shop-db")).contains(0.0);
    }

    @Test
    void keepsTheLastReadingThroughFailuresAndCountsThem() {
        answer(() -> List.of(Reading.of(DB_SIZE, 10, "shop-db")));
        seconds = 12;
        answer(() -> {
            throw new IllegalStateException("the database is down");
        });
        answer(() -> {
            throw new StackOverflowError();
        });

        assertThat(meters.value(DB_SIZE, "shop-db")).contains(10.0);
        assertThat(meters.value(TELEMETRY_PROBE_FAILURES, "shop-db")).contains(2.0);
        assertThat(meters.value(TELEMETRY_PROBE_AGE, "shop-db")).contains(12.0);
    }

    @Test
    void showsNothingRatherThanAnOldValueAndComesBack() {
        answer(() -> List.of(Reading.of(DB_SIZE, 10, "shop-db")));
        seconds = 31;

        assertThat(meters.value(DB_SIZE, "shop-db")).isEmpty();
        assertThat(meters.value(TELEMETRY_PROBE_AGE, "shop-db")).contains(31.0);

        answer(() -> List.of(Reading.of(DB_SIZE, 12, "shop-db")));
        assertThat(meters.value(DB_SIZE, "shop-db")).contains(12.0);
        assertThat(meters.value(TELEMETRY_PROBE_AGE, "shop-db")).contains(0.0);
    }

    @Test
    void countsAReadingThatTheCatalogueDoesNotAllow() {
        answer(() -> List.of(Reading.of(PORT_CALL_DURATION, 1, "a", "b", "c", "d")));

        assertThat(meters.value(TELEMETRY_PROBE_FAILURES, "shop-db")).contains(1.0);
    }

    @Test
    @Timeout(20)
    void letsNeitherAScrapeNorAnotherProbeWaitForOneThatHangs() throws InterruptedException {
        try (Telemetry telemetry = Telemetry.forTests()) {
            CountDownLatch hanging = new CountDownLatch(1);
            telemetry.probes().every(Duration.ofMillis(10), "hangs", () -> {
                hanging.countDown();
                Thread.sleep(Duration.ofHours(1));
                return List.of();
            });
            hanging.await();
            double[] reads = {0};
            telemetry.probes().every(Duration.ofMillis(10), "works", () -> List.of(Reading.of(DB_SIZE, ++reads[0], "shop-db")));

            await().until(() -> telemetry.meters().value(DB_SIZE, "shop-db").orElse(0.0) >= 3);
            double before = telemetry.meters().value(TELEMETRY_PROBE_AGE, "hangs").orElseThrow();
            await().until(() -> telemetry.meters().value(TELEMETRY_PROBE_AGE, "hangs").orElseThrow() > before);
        }
    }

    @Test
    @Timeout(20)
    void stopsWhenItIsClosedAndTakesItsSeriesAlong() {
        try (Telemetry telemetry = Telemetry.forTests()) {
            AtomicReference<Thread> thread = new AtomicReference<>();
            Probe closing = telemetry.probes().every(INTERVAL, "closing", () -> {
                thread.set(Thread.currentThread());
                return List.of(Reading.of(DB_SIZE, 1, "shop-db"));
            });
            await().until(() -> telemetry.meters().exposes(DB_SIZE, "shop-db"));

            closing.close();

            assertThat(telemetry.meters().exposes(DB_SIZE, "shop-db")).isFalse();
            assertThat(telemetry.meters().exposes(TELEMETRY_PROBE_AGE, "closing")).isFalse();
            await().until(() -> !thread.get().isAlive());
        }
    }
}
