package dev.touchstone.scenarios.load;

import java.time.Duration;

/**
 * A part of a run in which arrivals change evenly from one rate to another.
 *
 * @param from arrivals a second at its beginning
 * @param to   arrivals a second at its end
 */
public record Stretch(Duration length, double from, double to) {

    /** How many arrive in it: the area under the line. */
    public double arrivals() {
        return (from + to) / 2 * length.toMillis() / 1000.0;
    }
}
