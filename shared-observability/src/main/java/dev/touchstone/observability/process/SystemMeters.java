package dev.touchstone.observability.process;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.observability.meter.Sample;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.FunctionalCounter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Helidon's system meters under the names of the catalogue: their own mix camel case with suffixes that Prometheus reserves.
 * A system meter that the catalogue does not know is not exposed.
 */
public final class SystemMeters {
    private static final Function<Meter, List<String>> PLAIN = _ -> List.of();
    private static final Function<Meter, List<String>> HEAP = _ -> List.of("heap");
    private static final Function<Meter, List<String>> COLLECTOR = meter -> List.of(meter.id().tagsMap().getOrDefault("name", "unknown"));

    private static final Map<String, Bridge> BRIDGES = Map.ofEntries(
            Map.entry("classloader.loadedClasses.count", new Bridge(Metric.JVM_CLASSES, PLAIN)),
            Map.entry("classloader.loadedClasses.total", new Bridge(Metric.JVM_CLASSES_LOADED, PLAIN)),
            Map.entry("classloader.unloadedClasses.total", new Bridge(Metric.JVM_CLASSES_UNLOADED, PLAIN)),
            Map.entry("cpu.availableProcessors", new Bridge(Metric.JVM_CPU_COUNT, PLAIN)),
            Map.entry("cpu.systemLoadAverage", new Bridge(Metric.SYSTEM_LOAD_AVERAGE, PLAIN)),
            Map.entry("gc.time", new Bridge(Metric.JVM_GC_TIME, COLLECTOR)),
            Map.entry("gc.total", new Bridge(Metric.JVM_GC_COLLECTIONS, COLLECTOR)),
            Map.entry("jvm.uptime", new Bridge(Metric.PROCESS_UPTIME, PLAIN)),
            Map.entry("memory.committedHeap", new Bridge(Metric.JVM_MEMORY_COMMITTED, HEAP)),
            Map.entry("memory.maxHeap", new Bridge(Metric.JVM_MEMORY_LIMIT, HEAP)),
            Map.entry("memory.usedHeap", new Bridge(Metric.JVM_MEMORY_USED, HEAP)),
            Map.entry("thread.count", new Bridge(Metric.JVM_THREADS, PLAIN)),
            Map.entry("thread.daemon.count", new Bridge(Metric.JVM_DAEMON_THREADS, PLAIN)),
            Map.entry("thread.max.count", new Bridge(Metric.JVM_PEAK_THREADS, PLAIN)),
            Map.entry("thread.starts", new Bridge(Metric.JVM_STARTED_THREADS, PLAIN)));

    private record Bridge(Metric metric, Function<Meter, List<String>> labels) {
    }

    private SystemMeters() {
    }

    /** Exposes what the registry holds now. */
    public static void expose(MeterRegistry registry, Meters meters) {
        for (Meter meter : registry.meters()) {
            Bridge bridge = BRIDGES.get(meter.id().name());
            if (bridge != null) {
                meters.samples(bridge.metric(), () -> List.of(new Sample(value(meter), bridge.labels().apply(meter))));
            }
        }
    }

    private static double value(Meter meter) {
        return switch (meter) {
            case Gauge<?> gauge -> gauge.value().doubleValue();
            case FunctionalCounter counter -> counter.count();
            case Counter counter -> counter.count();
            default -> throw new IllegalArgumentException("No single value: " + meter.id());
        };
    }
}
