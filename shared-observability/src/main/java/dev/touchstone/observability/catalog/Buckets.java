package dev.touchstone.observability.catalog;

import java.util.List;

/** Upper bounds of histogram buckets, in seconds. */
final class Buckets {
    /** Fit to the service level objectives of the APIs: 5 ms to 10 s. */
    static final List<Double> LATENCY = List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);
    /** For work that machines do: 10 ms to an hour. */
    static final List<Double> WORK = List.of(0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0);
    /** For what people wait for: a second to a week. */
    static final List<Double> LEAD_TIME =
            List.of(0.5, 1.0, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0, 14400.0, 86400.0, 604800.0);

    private Buckets() {
    }
}
