package dev.touchstone.scenarios.report.window;

import java.time.Duration;
import java.time.Instant;

/**
 * Moments at equal distances, at which every series of a window has a value or none.
 *
 * @param start of the first moment
 * @param judged index of the first moment that the report is about; those before show what was usual
 * @param size  number of moments, all of them
 */
public record Timeline(Instant start, Duration step, int judged, int size) {

    public Timeline {
        if (step.isNegative() || step.isZero() || judged < 0 || judged >= size) {
            throw new IllegalArgumentException("a timeline needs a step and a moment that is judged");
        }
    }

    public Instant at(int index) {
        return start.plus(step.multipliedBy(index));
    }

    public Instant from() {
        return at(judged);
    }

    public Instant to() {
        return at(size - 1);
    }

    public double stepSeconds() {
        return step.toMillis() / 1_000.0;
    }

    /** So many steps as the seconds begin, at least one. */
    public int steps(double seconds) {
        return Math.max(1, (int) Math.ceil(seconds / stepSeconds()));
    }

    /** Length of what is judged, in seconds. */
    public double seconds() {
        return (size - 1 - judged) * stepSeconds();
    }
}
