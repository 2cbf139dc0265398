package dev.touchstone.observability.process;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** Processor time and memory of this process against what binds it. Linux only: elsewhere the series are missing. */
public final class ProcessUse {
    private static final double KIBIBYTE = 1024;
    /** Shorter windows would show single garbage collections as load. */
    private static final long WINDOW = 1_000_000_000;

    private final ResourceLimits limits;
    private final Path memory;
    private final int processors;
    private final LongSupplier cpuTime;
    private final LongSupplier clock;
    private long lastCpuTime;
    private long lastTime;
    private double utilization;

    /** @param cpuTime nanoseconds of processor time that the process has used */
    ProcessUse(Path root, int processors, LongSupplier cpuTime, LongSupplier clock) {
        this.limits = new ResourceLimits(root);
        this.memory = root.resolve("proc/self/status");
        this.processors = processors;
        this.cpuTime = cpuTime;
        this.clock = clock;
        this.lastCpuTime = cpuTime.getAsLong();
        this.lastTime = clock.getAsLong();
    }

    /** Of this process, from now on. */
    public static void expose(Meters meters) {
        var system = (com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        if (Files.isReadable(Path.of("/proc/self/status"))) {
            new ProcessUse(Path.of("/"), Runtime.getRuntime().availableProcessors(), system::getProcessCpuTime, System::nanoTime)
                    .sampled(meters);
        }
    }

    void sampled(Meters meters) {
        meters.sample(Metric.PROCESS_CPU_UTILIZATION, this::cpuUtilization);
        meters.sample(Metric.PROCESS_CPU_LIMIT, this::cpuLimit);
        meters.sample(Metric.PROCESS_MEMORY_USED, this::memoryUsed);
        meters.sample(Metric.PROCESS_MEMORY_LIMIT, this::memoryLimit);
        meters.sample(Metric.PROCESS_MEMORY_UTILIZATION, () -> memoryUsed() / memoryLimit());
    }

    private synchronized double cpuUtilization() {
        long time = clock.getAsLong();
        if (time - lastTime >= WINDOW) {
            long used = cpuTime.getAsLong();
            utilization = (used - lastCpuTime) / ((time - lastTime) * cpuLimit());
            lastCpuTime = used;
            lastTime = time;
        }
        return utilization;
    }

    private double cpuLimit() {
        try {
            return limits.processors(processors);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private double memoryUsed() {
        try {
            return Files.readAllLines(memory).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private double memoryLimit() {
        try {
            return limits.memory();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
