package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.in.PerformStage;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Gauge;
import dev.touchstone.observability.meter.Histogram;
import dev.touchstone.observability.meter.Meters;
import java.time.Clock;
import java.time.Duration;

/** Utilisation, saturation and errors of one station, beside what is observed of its port. */
public final class MeteredStage implements PerformStage {

    private final PerformStage performStage;
    private final Clock clock;
    private final Gauge busy;
    private final Histogram waited;
    private final Histogram performed;
    private final Histogram rejected;
    private final Histogram failed;

    /** @param workers so many may call {@link #perform} at once */
    public MeteredStage(Stage stage, int workers, PerformStage performStage, Meters meters, Clock clock) {
        this.performStage = performStage;
        this.clock = clock;
        String label = stage.label();
        meters.gauge(Metric.MES_STAGE_WORKERS, label).set(workers);
        this.busy = meters.gauge(Metric.MES_STAGE_BUSY_WORKERS, label);
        this.waited = meters.histogram(Metric.MES_STAGE_WAIT, label);
        this.performed = meters.histogram(Metric.MES_STAGE_DURATION, label, "ok");
        this.rejected = meters.histogram(Metric.MES_STAGE_DURATION, label, "refused");
        this.failed = meters.histogram(Metric.MES_STAGE_DURATION, label, "failed");
        busy.set(0);
    }

    @Override
    public Outcome perform(Command command) {
        // Clocks of two machines may disagree by a little; nobody waits a negative time.
        Duration wait = Duration.between(command.enqueuedAt(), clock.instant());
        waited.record(wait.isNegative() ? Duration.ZERO : wait);
        busy.add(1);
        long start = System.nanoTime();
        // What leaves by an exception has failed.
        Histogram duration = failed;
        try {
            Outcome outcome = performStage.perform(command);
            duration = outcome instanceof Refused ? rejected : performed;
            return outcome;
        } finally {
            duration.record((System.nanoTime() - start) * Histogram.NANOSECONDS);
            busy.add(-1);
        }
    }
}
