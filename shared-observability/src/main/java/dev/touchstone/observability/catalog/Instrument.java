package dev.touchstone.observability.catalog;

/** How a metric is measured, in Prometheus' terms. */
public enum Instrument {
    COUNTER,
    GAUGE,
    HISTOGRAM
}
