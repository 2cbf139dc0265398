package dev.touchstone.observability.probe;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The probes of one service: values that have to be fetched, fetched in the background instead of on the scrape. */
public final class Probes implements AutoCloseable {
    private final Meters meters;
    private final List<Probe> probes = new CopyOnWriteArrayList<>();

    public Probes(Meters meters) {
        this.meters = meters;
    }

    /**
     * Reads at once and then with a pause of {@code interval} in between, until the probe or all of them are closed. What is
     * read becomes series of the readings' metrics, those missing from a reading disappear; failures are
     * {@link Metric#TELEMETRY_PROBE_FAILURES}, and {@link Metric#TELEMETRY_PROBE_AGE} tells how old the values are.
     *
     * @param name of a closed set, such as {@code outbox}: it is a label
     */
    public Probe every(Duration interval, String name, Probe.Source source) {
        Probe probe = new Probe(meters, name, interval, source, System::nanoTime);
        probes.add(probe);
        probe.start();
        return probe;
    }

    @Override
    public void close() {
        probes.forEach(Probe::close);
    }
}
