package dev.touchstone.observability.probe;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Sample;

/** What a probe read of one series of a gauge or counter, such as the size of one database. */
public record Reading(Metric metric, Sample sample) {
    /** @param labels in the order of the metric's declaration */
    public static Reading of(Metric metric, double value, String... labels) {
        return new Reading(metric, Sample.of(value, labels));
    }
}
