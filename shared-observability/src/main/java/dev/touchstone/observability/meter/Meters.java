package dev.touchstone.observability.meter;

import dev.touchstone.observability.catalog.Instrument;
import dev.touchstone.observability.catalog.Metric;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.StatefulMetric;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The meters of one service, made from the catalogue and from nothing else.
 *
 * <p>Asking for a meter with the wrong instrument or the wrong number of labels is an {@link IllegalArgumentException}, for
 * that is a mistake in the program; recording never throws. A metric's bound is kept: a series beyond it is not made, its
 * observations are counted as {@link Metric#TELEMETRY_FAILURES} instead. Hot paths keep the meter that they asked for.
 */
public final class Meters {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Families families = new Families(registry);
    private final StatefulMetric<CounterDataPoint, ?> failures = families.counter(Metric.TELEMETRY_FAILURES);
    private final Map<Series, Object> meters = new ConcurrentHashMap<>();
    private final Map<Metric, Integer> sizes = new EnumMap<>(Metric.class);
    private final Map<Metric, List<Supplier<? extends List<Sample>>>> sources = new EnumMap<>(Metric.class);

    private record Series(Metric metric, List<String> labels) {
    }

    public Counter counter(Metric metric, String... labels) {
        return (Counter) meter(metric, Instrument.COUNTER, labels);
    }

    public Gauge gauge(Metric metric, String... labels) {
        return (Gauge) meter(metric, Instrument.GAUGE, labels);
    }

    public Histogram histogram(Metric metric, String... labels) {
        return (Histogram) meter(metric, Instrument.HISTOGRAM, labels);
    }

    /** A gauge or counter without labels whose value is read at every scrape; see {@link #samples}. */
    public void sample(Metric metric, DoubleSupplier value) {
        samples(metric, () -> List.of(Sample.of(value.getAsDouble())));
    }

    /**
     * A gauge or counter whose series are read at every scrape. The source must answer at once, from memory. When it throws,
     * its series are missing from that scrape and the gap is counted as {@link Metric#TELEMETRY_FAILURES}. Several sources
     * may serve one metric, each with series of its own.
     */
    public synchronized void samples(Metric metric, Supplier<? extends List<Sample>> source) {
        List<Supplier<? extends List<Sample>>> ofMetric = sources.get(metric);
        if (ofMetric == null) {
            ofMetric = new CopyOnWriteArrayList<>();
            sources.put(metric, ofMetric);
            List<Supplier<? extends List<Sample>>> all = ofMetric;
            families.sampled(metric, () -> read(metric, all));
        }
        ofMetric.add(source);
    }

    /** Counts an observation that was lost. Never throws. */
    public void failed(String component) {
        try {
            failures.labelValues(component).inc();
        } catch (RuntimeException _) {
            // Nothing is left to count it with.
        }
    }

    /** What a scrape would show for this series of a counter or a gauge; empty when it would show nothing. */
    public Optional<Double> value(Metric metric, String... labels) {
        return point(metric, labels).map(point -> switch (point) {
            case CounterDataPointSnapshot counter -> counter.getValue();
            case GaugeDataPointSnapshot gauge -> gauge.getValue();
            default -> throw new IllegalArgumentException(metric + " has no single value");
        });
    }

    /** Whether a scrape would show this series. */
    public boolean exposes(Metric metric, String... labels) {
        return point(metric, labels).isPresent();
    }

    /** Number of observations that a scrape would show for this series of a histogram; 0 when it would show nothing. */
    public long count(Metric metric, String... labels) {
        return point(metric, labels).map(point -> ((HistogramDataPointSnapshot) point).getCount()).orElse(0L);
    }

    /** Sum of the observations that a scrape would show for this series of a histogram, in seconds. */
    public double sum(Metric metric, String... labels) {
        return point(metric, labels).map(point -> ((HistogramDataPointSnapshot) point).getSum()).orElse(0.0);
    }

    public MetricSnapshots scrape() {
        return registry.scrape();
    }

    private Object meter(Metric metric, Instrument instrument, String... labels) {
        if (metric.instrument() != instrument || metric.labels().size() != labels.length) {
            throw new IllegalArgumentException("%s is a %s by %s, not a %s by %s".formatted(
                    metric, metric.instrument(), metric.labelKeys(), instrument, Arrays.toString(labels)));
        }
        Object meter = meters.get(new Series(metric, Arrays.asList(labels)));
        return meter != null ? meter : make(new Series(metric, List.of(labels)));
    }

    private synchronized Object make(Series series) {
        Object made = meters.get(series);
        if (made != null) {
            return made;
        }
        Metric metric = series.metric();
        String[] labels = series.labels().toArray(String[]::new);
        if (sizes.merge(metric, 1, Integer::sum) > metric.bound()) {
            return overflow(metric.instrument());
        }
        Object meter = switch (metric.instrument()) {
            case COUNTER -> counter(families.counter(metric).labelValues(labels));
            case GAUGE -> gauge(families.gauge(metric).labelValues(labels));
            case HISTOGRAM -> histogram(families.histogram(metric).labelValues(labels));
        };
        meters.put(series, meter);
        return meter;
    }

    private static Counter counter(CounterDataPoint point) {
        return amount -> {
            if (amount >= 0) {
                point.inc(amount);
            }
        };
    }

    private static Gauge gauge(GaugeDataPoint point) {
        return new Gauge() {
            @Override
            public void set(double value) {
                point.set(value);
            }

            @Override
            public void add(double amount) {
                point.inc(amount);
            }
        };
    }

    private Histogram histogram(DistributionDataPoint point) {
        return seconds -> {
            try {
                point.observe(seconds);
            } catch (RuntimeException _) {
                failed("exemplar");
            }
        };
    }

    private Object overflow(Instrument instrument) {
        return switch (instrument) {
            case COUNTER -> (Counter) _ -> failed("cardinality");
            case HISTOGRAM -> (Histogram) _ -> failed("cardinality");
            case GAUGE -> new Gauge() {
                @Override
                public void set(double value) {
                    failed("cardinality");
                }

                @Override
                public void add(double amount) {
                    failed("cardinality");
                }
            };
        };
    }

    private Map<List<String>, Double> read(Metric metric, List<Supplier<? extends List<Sample>>> ofMetric) {
        Map<List<String>, Double> values = new LinkedHashMap<>();
        for (Supplier<? extends List<Sample>> source : ofMetric) {
            try {
                for (Sample sample : source.get()) {
                    if (sample.labels().size() != metric.labels().size()) {
                        failed("sample");
                    } else if (values.size() < metric.bound() || values.containsKey(sample.labels())) {
                        values.put(sample.labels(), sample.value());
                    } else {
                        failed("cardinality");
                    }
                }
            } catch (RuntimeException _) {
                failed("sample");
            }
        }
        return values;
    }

    private Optional<? extends DataPointSnapshot> point(Metric metric, String... values) {
        Labels labels = Labels.of(metric.labelKeys().toArray(String[]::new), values);
        return registry.scrape(metric.metricName().replaceFirst("_total$", "")::equals).stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .filter(point -> point.getLabels().equals(labels))
                .findAny();
    }
}
