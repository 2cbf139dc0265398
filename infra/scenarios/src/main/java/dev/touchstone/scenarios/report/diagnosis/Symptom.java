package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.scenarios.report.Component;
import java.util.Set;

/**
 * Somewhere, orders were held up or failed.
 *
 * @param where   in words
 * @param causes  components that can be behind it
 * @param seconds that were waited longer than usual, at each moment
 * @param failed  what failed at each moment
 * @param lag     steps by which it may come later than its cause
 */
record Symptom(String where, Set<Component> causes, double[] seconds, double[] failed, int lag) {

    /** Somebody has to come again: worth a minute's wait. */
    private static final double FAILURE_SECONDS = 60;

    double cost(int i) {
        return seconds[i] + FAILURE_SECONDS * failed[i];
    }
}
