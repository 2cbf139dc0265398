package dev.touchstone.observability.probe;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Counter;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.observability.meter.Sample;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads something slow or fragile again and again, on a thread of its own; scrapes see what it read last and wait for nothing.
 *
 * <p>A reading that fails is counted, the one before stays in sight. After {@value #LIFETIME_INTERVALS} intervals without
 * a new one its series disappear: a gap is true, an old value is not.
 */
public final class Probe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    private static final int LIFETIME_INTERVALS = 3;

    /** Called by one thread at a time, which it may block; should end by itself, for nothing else is read meanwhile. */
    @FunctionalInterface
    public interface Source {
        List<Reading> read() throws Exception;
    }

    private record Taken(long at, Map<Metric, List<Sample>> samples) {
    }

    private final Meters meters;
    private final String name;
    private final Duration interval;
    private final Source source;
    private final LongSupplier nanoTime;
    private final Counter failures;
    private final Set<Metric> exposed = EnumSet.noneOf(Metric.class);
    private final Thread thread;
    private volatile Taken last;
    private volatile boolean failing;
    private volatile boolean closed;

    Probe(Meters meters, String name, Duration interval, Source source, LongSupplier nanoTime) {
        this.meters = meters;
        this.name = name;
        this.interval = interval;
        this.source = source;
        this.nanoTime = nanoTime;
        this.last = new Taken(nanoTime.getAsLong(), Map.of());
        this.failures = meters.counter(Metric.TELEMETRY_PROBE_FAILURES, name);
        this.thread = Thread.ofPlatform().daemon().name("probe-" + name).unstarted(this::run);
        meters.samples(Metric.TELEMETRY_PROBE_AGE, () -> closed ? List.of() : List.of(Sample.of(age() / 1e9, name)));
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            round();
            try {
                Thread.sleep(interval);
            } catch (InterruptedException _) {
                // Only close() interrupts.
                return;
            }
        }
    }

    /** One reading. Never throws. */
    void round() {
        try {
            Map<Metric, List<Sample>> samples = source.read().stream()
                    .collect(groupingBy(Reading::metric, mapping(Reading::sample, toList())));
            samples.keySet().forEach(this::expose);
            last = new Taken(nanoTime.getAsLong(), samples);
            failing = false;
        } catch (Throwable e) {
            if (closed) {
                return;
            }
            failures.increment();
            if (!failing) {
                LOG.warn("The probe {} could not read: {}", name, e.toString());
            }
            failing = true;
        }
    }

    private void expose(Metric metric) {
        if (!exposed.contains(metric)) {
            meters.samples(metric, () -> shown(metric));
            exposed.add(metric);
        }
    }

    private List<Sample> shown(Metric metric) {
        return closed || age() > LIFETIME_INTERVALS * interval.toNanos() ? List.of() : last.samples().getOrDefault(metric, List.of());
    }

    private long age() {
        return nanoTime.getAsLong() - last.at();
    }

    /** Takes its series out of sight; does not wait for a reading that is under way. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
