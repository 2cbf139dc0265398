package dev.touchstone.observability.meter;

/** One series of a counter. Never throws. */
public interface Counter {
    default void increment() {
        add(1);
    }

    /** @param amount in the metric's unit, zero or more; less is ignored */
    void add(double amount);
}
