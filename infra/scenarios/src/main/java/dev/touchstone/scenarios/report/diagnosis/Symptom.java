package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.scenarios.report.Component;
import dev.touchstone.scenarios.report.Signal;
import java.util.Set;

/**
 * Somewhere, orders were held up or failed.
 *
 * @param where   in words
 * @param input   what customers may have sent to bring it about, where customer-input is among the causes
 * @param causes  components that can be behind it
 * @param seconds that were waited longer than usual, at each moment
 * @param failed  what failed at each moment
 * @param each    seconds of waiting that a failure weighs as much as
 * @param lag     steps by which it may come later than its cause
 */
record Symptom(String where, Set<Component> causes, Set<Signal> input, double[] seconds, double[] failed, double each, int lag) {

    /** Somebody has to come again: worth a minute's wait. */
    static final double FAILURE_SECONDS = 60;
    /** Who sends what can not be made is told so at once: he has been served. */
    static final double REFUSAL_SECONDS = 5;

    double cost(int i) {
        return seconds[i] + each * failed[i];
    }
}
