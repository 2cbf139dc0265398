package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.scenarios.report.window.Mask;
import dev.touchstone.scenarios.report.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Things of one kind that take time, such as the calls of one operation: how many ended at each moment, how long they took, and what
 * they usually take.
 *
 * @param usual    seconds that one takes when all is well
 * @param slowFrom seconds from which one is slow
 * @param pressure by which factor longer is still not slow, at each moment
 */
record Flow(double[] seconds, double[] count, double[] failed, double usual, double slowFrom, double[] pressure) {

    /** Of the moments with calls, in order of their mean, the one that stands for what is usual: a fault may fill half of a window. */
    private static final double USUAL_QUANTILE = 0.3;
    private static final int FEW = 3;

    private record Moment(double mean, double count) {
    }

    /**
     * @param cap    usual at most, in seconds, whatever was measured
     * @param factor by how much the mean of a moment has to be above the usual, and
     * @param margin in seconds, added to that
     */
    static Flow of(double[] seconds, double[] count, double[] failed, double cap, double factor, double margin) {
        double usual = Math.min(cap, quantile(seconds, count));
        double[] none = new double[count.length];
        Arrays.fill(none, 1);
        return new Flow(seconds, count, failed, usual, factor * usual + margin, none);
    }

    Flow under(double[] pressure) {
        return new Flow(seconds, count, failed, usual, slowFrom, pressure);
    }

    private static double quantile(double[] seconds, double[] count) {
        List<Moment> moments = new ArrayList<>();
        double all = 0;
        for (int i = 0; i < count.length; i++) {
            if (count[i] > 0.5) {
                moments.add(new Moment(seconds[i] / count[i], count[i]));
                all += count[i];
            }
        }
        if (moments.size() < FEW) {
            return Double.POSITIVE_INFINITY;
        }
        moments.sort(Comparator.comparingDouble(Moment::mean));
        double passed = 0;
        for (Moment moment : moments) {
            passed += moment.count();
            if (passed >= USUAL_QUANTILE * all) {
                return moment.mean();
            }
        }
        return moments.getLast().mean();
    }

    boolean slowAt(int i) {
        return Double.isFinite(usual) && count[i] > 0.5 && seconds[i] / count[i] > slowFrom * pressure[i];
    }

    /** Moments at which something ended that had taken too long. */
    Mask slow() {
        return Mask.of(count.length, this::slowAt);
    }

    /** The same, and the time before during which it took too long. */
    Mask slowMeanwhile(Window window) {
        Mask meanwhile = window.none();
        for (int i = 0; i < count.length; i++) {
            if (slowAt(i)) {
                int from = i - window.timeline().steps(seconds[i] / count[i]) + 1;
                int end = i;
                meanwhile = meanwhile.or(window.mask(j -> j >= from && j <= end));
            }
        }
        return meanwhile;
    }

    Mask failing() {
        return Mask.of(count.length, i -> failed[i] > 0.5);
    }

    /** Moments at which enough ended and none of it was slow or failed. */
    Mask well() {
        return Mask.of(count.length, i -> count[i] > 0.5 && failed[i] < 0.5 && !slowAt(i));
    }

    /** Seconds beyond the usual, at slow moments only. */
    double[] excess() {
        double[] excess = new double[count.length];
        for (int i = 0; i < excess.length; i++) {
            excess[i] = slowAt(i) ? seconds[i] - count[i] * usual : 0;
        }
        return excess;
    }

    /** Mean of each moment; NaN where nothing ended. */
    double[] means() {
        double[] means = new double[count.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = count[i] > 0.5 ? seconds[i] / count[i] : Double.NaN;
        }
        return means;
    }

    double meanDuring(Mask mask) {
        double n = mask.sum(count);
        return n == 0 ? 0 : mask.sum(seconds) / n;
    }
}
