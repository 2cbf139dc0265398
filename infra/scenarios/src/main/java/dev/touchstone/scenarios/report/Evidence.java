package dev.touchstone.scenarios.report;

import java.util.List;

/**
 * Something that was seen and speaks for a finding.
 *
 * @param said   in words
 * @param metric what it was read from; empty when it is from nowhere in particular
 * @param plot   empty when words do
 * @param unit   of the plot
 */
public record Evidence(String said, String metric, List<Line> plot, String unit) {

    /** @param values one for each moment of the window's timeline; NaN where there was none */
    public record Line(String name, double[] values) {
    }

    public static Evidence of(String metric, String said) {
        return new Evidence(said, metric, List.of(), "");
    }

    public static Evidence plotted(String metric, String said, String unit, Line... lines) {
        return new Evidence(said, metric, List.of(lines), unit);
    }
}
