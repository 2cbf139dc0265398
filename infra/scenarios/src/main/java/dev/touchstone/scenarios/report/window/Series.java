package dev.touchstone.scenarios.report.window;

import java.util.Map;

/**
 * One series over the timeline of its window.
 *
 * @param values one for each moment; NaN where there was none
 */
public record Series(Map<String, String> labels, double[] values) {

    public Series {
        labels = Map.copyOf(labels);
    }

    /** Empty when the series does not have the label. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }

    /** @param labels pairs of name and value */
    public boolean has(String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!label(labels[i]).equals(labels[i + 1])) {
                return false;
            }
        }
        return true;
    }

    /** Index of the first value, or the number of moments. */
    public int firstIndex() {
        int index = 0;
        while (index < values.length && Double.isNaN(values[index])) {
            index++;
        }
        return index;
    }

    /**
     * What a counter grew by since the moment before; 0 where nothing is known. A counter that fell has begun anew at zero.
     *
     * @param counted whether what the first value shows has happened since the moment before it, instead of before the window
     */
    double[] increases(boolean counted) {
        double[] increases = new double[values.length];
        double last = Double.NaN;
        for (int i = 0; i < values.length; i++) {
            double now = values[i];
            if (Double.isNaN(now)) {
                continue;
            }
            if (Double.isNaN(last)) {
                increases[i] = counted && i > 0 ? now : 0;
            } else {
                increases[i] = now >= last ? now - last : now;
            }
            last = now;
        }
        return increases;
    }
}
