package dev.touchstone.platform.database;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Counter;
import dev.touchstone.observability.meter.Histogram;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.observability.meter.Sample;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What the pool says of itself. Its numbers are in memory, up to a second old, and there for the scrape to take. */
final class PoolMeters implements MetricsTrackerFactory {
    private final Meters meters;

    PoolMeters(Meters meters) {
        this.meters = meters;
    }

    @Override
    public IMetricsTracker create(String poolName, PoolStats stats) {
        Tracker tracker = new Tracker(meters.histogram(Metric.DB_CLIENT_WAIT), meters.counter(Metric.DB_CLIENT_TIMEOUTS));
        expose(tracker, Metric.DB_CLIENT_CONNECTIONS, stats, now -> List.of(
                Sample.of(now.getActiveConnections(), "used"), Sample.of(now.getIdleConnections(), "idle")));
        expose(tracker, Metric.DB_CLIENT_MAX_CONNECTIONS, stats, now -> List.of(Sample.of(now.getMaxConnections())));
        expose(tracker, Metric.DB_CLIENT_PENDING_REQUESTS, stats, now -> List.of(Sample.of(now.getPendingThreads())));
        return tracker;
    }

    private void expose(Tracker tracker, Metric metric, PoolStats stats, Function<PoolStats, List<Sample>> reading) {
        meters.samples(metric, () -> tracker.closed ? List.of() : reading.apply(stats));
    }

    private static final class Tracker implements IMetricsTracker {
        private final Histogram waits;
        private final Counter timeouts;
        private volatile boolean closed;

        Tracker(Histogram waits, Counter timeouts) {
            this.waits = waits;
            this.timeouts = timeouts;
        }

        /** Also called for a wait that ended without a connection. */
        @Override
        public void recordConnectionAcquiredNanos(long elapsed) {
            waits.record(Duration.ofNanos(elapsed));
        }

        @Override
        public void recordConnectionTimeout() {
            timeouts.increment();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
