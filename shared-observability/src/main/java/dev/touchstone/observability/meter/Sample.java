package dev.touchstone.observability.meter;

import java.util.List;

/** A value read at scrape time. Labels are in the order of the metric's declaration; the value is in its unit. */
public record Sample(double value, List<String> labels) {
    public Sample {
        labels = List.copyOf(labels);
    }

    public static Sample of(double value, String... labels) {
        return new Sample(value, List.of(labels));
    }
}
