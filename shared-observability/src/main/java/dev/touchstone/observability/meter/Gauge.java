package dev.touchstone.observability.meter;

/** One series of a gauge. Never throws. */
public interface Gauge {
    void set(double value);

    void add(double amount);
}
