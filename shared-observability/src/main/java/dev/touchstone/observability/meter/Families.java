package dev.touchstone.observability.meter;

import dev.touchstone.observability.catalog.Instrument;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.catalog.Unit;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.MetricWithFixedMetadata;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Registers the catalogue's declarations with the Prometheus client, each when it is first used. */
final class Families {
    private final PrometheusRegistry registry;
    private final Map<Metric, MetricWithFixedMetadata> families = new ConcurrentHashMap<>();

    Families(PrometheusRegistry registry) {
        this.registry = registry;
    }

    Counter counter(Metric metric) {
        return recorded(metric, Counter.class, () -> describe(metric, Counter.builder().withoutExemplars()).register(registry));
    }

    Gauge gauge(Metric metric) {
        return recorded(metric, Gauge.class, () -> describe(metric, Gauge.builder().withoutExemplars()).register(registry));
    }

    Histogram histogram(Metric metric) {
        double[] bounds = metric.buckets().stream().mapToDouble(Double::doubleValue).toArray();
        return recorded(metric, Histogram.class, () ->
                describe(metric, Histogram.builder().classicOnly().classicUpperBounds(bounds)).register(registry));
    }

    private <T extends MetricWithFixedMetadata> T recorded(Metric metric, Class<T> type, Supplier<T> make) {
        MetricWithFixedMetadata family = families.computeIfAbsent(metric, _ -> make.get());
        if (!type.isInstance(family)) {
            throw new IllegalArgumentException(metric + " is sampled already; it can not be recorded too");
        }
        return type.cast(family);
    }

    /** @param values series and their values, read at every scrape; must not throw */
    void sampled(Metric metric, Supplier<Map<List<String>, Double>> values) {
        if (metric.instrument() == Instrument.HISTOGRAM) {
            throw new IllegalArgumentException(metric + " can not be sampled");
        }
        families.compute(metric, (_, present) -> {
            if (present != null) {
                throw new IllegalArgumentException(metric + " is recorded already; it can not be sampled too");
            }
            return metric.instrument() == Instrument.COUNTER
                    ? describe(metric, CounterWithCallback.builder().callback(callback -> values.get()
                            .forEach((labels, value) -> callback.call(value, labels.toArray(String[]::new))))).register(registry)
                    : describe(metric, GaugeWithCallback.builder().callback(callback -> values.get()
                            .forEach((labels, value) -> callback.call(value, labels.toArray(String[]::new))))).register(registry);
        });
    }

    private static <B extends MetricWithFixedMetadata.Builder<B, ?>> B describe(Metric metric, B builder) {
        builder.name(metric.metricName()).help(metric.help()).labelNames(metric.labelKeys().toArray(String[]::new));
        if (metric.unit() != Unit.COUNT) {
            builder.unit(new io.prometheus.metrics.model.snapshots.Unit(metric.unit().suffix()));
        }
        return builder;
    }
}
