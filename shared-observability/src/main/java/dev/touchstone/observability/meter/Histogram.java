package dev.touchstone.observability.meter;

import java.time.Duration;

/** One series of a histogram. Never throws. */
public interface Histogram {
    double NANOSECONDS = 1e-9;

    void record(double seconds);

    default void record(Duration duration) {
        record(duration.toNanos() * NANOSECONDS);
    }
}
