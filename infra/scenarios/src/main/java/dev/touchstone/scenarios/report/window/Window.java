package dev.touchstone.scenarios.report.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What was measured over some time: every series at every moment of one timeline. All of the analysis works on this alone.
 *
 * @param series by name, such as {@code up} or {@code port_call_duration_seconds_sum}
 * @param gaps   what could not be read or was not measured, in words
 */
public record Window(Timeline timeline, Map<String, List<Series>> series, List<String> gaps) {

    public static final String JOB = "job";
    private static final String UP = "up";

    public Window {
        Map<String, List<Series>> copy = new LinkedHashMap<>();
        series.forEach((name, all) -> copy.put(name, List.copyOf(all)));
        series = copy;
        gaps = List.copyOf(gaps);
    }

    public int size() {
        return timeline.size();
    }

    /** @param labels pairs of name and value that the series must have */
    public List<Series> all(String name, String... labels) {
        return series.getOrDefault(name, List.of()).stream().filter(one -> one.has(labels)).toList();
    }

    /** Sum over the series that fit; NaN at moments when none of them has a value. */
    public double[] gauge(String name, String... labels) {
        double[] sum = new double[size()];
        Arrays.fill(sum, Double.NaN);
        for (Series one : all(name, labels)) {
            for (int i = 0; i < sum.length; i++) {
                double value = one.values()[i];
                if (!Double.isNaN(value)) {
                    sum[i] = Double.isNaN(sum[i]) ? value : sum[i] + value;
                }
            }
        }
        return sum;
    }

    /** What the counters that fit grew by, together, since the moment before. */
    public double[] increase(String name, String... labels) {
        return increase(all(name, labels));
    }

    public double[] increase(List<Series> counters) {
        double[] sum = new double[size()];
        for (Series one : counters) {
            // A counter that comes into sight later than its process begins at zero; what was there before is not ours to count.
            double[] increases = one.increases(one.firstIndex() > firstSeen(one.label(JOB)));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += increases[i];
            }
        }
        return sum;
    }

    private int firstSeen(String job) {
        int first = size();
        for (Series one : all(UP, JOB, job)) {
            for (int i = 0; i < first; i++) {
                // The first scrape that succeeded: one that failed tells nothing of what was counted.
                if (one.values()[i] > 0) {
                    first = i;
                }
            }
        }
        return first == size() ? 0 : first;
    }

    /** The values of a label, in order. */
    public List<String> values(String name, String label, String... labels) {
        return all(name, labels).stream().map(one -> one.label(label)).filter(value -> !value.isEmpty()).distinct().sorted().toList();
    }

    public Mask mask(IntPredicate moment) {
        return Mask.of(size(), moment);
    }

    public Mask none() {
        return Mask.none(size());
    }

    /** The moments that the report is about. */
    public Mask judged() {
        return mask(i -> i >= timeline.judged());
    }

    public Window withGap(String gap) {
        List<String> more = new ArrayList<>(gaps);
        more.add(gap);
        return new Window(timeline, series, more);
    }
}
