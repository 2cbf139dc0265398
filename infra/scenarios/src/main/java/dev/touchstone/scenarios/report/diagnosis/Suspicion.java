package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.scenarios.report.Component;
import dev.touchstone.scenarios.report.Evidence;
import dev.touchstone.scenarios.report.Signal;
import dev.touchstone.scenarios.report.window.Mask;
import java.util.ArrayList;
import java.util.List;

/**
 * A component that shows a fault of its own, before it is asked whether another one explains it.
 *
 * @param when      the moments at which it shows
 * @param hard      seen directly, such as a process that does not answer; else inferred from times
 * @param certainty from 0 to 1, that the component is at fault given this alone
 * @param seconds   that it cost by its own account, for sharing what several explain
 * @param title     in words, for a reader who does not know the metric
 */
record Suspicion(Component component, Signal signal, Mask when, boolean hard, double certainty, double seconds, String title, List<Evidence> evidence) {

    Suspicion {
        evidence = List.copyOf(evidence);
    }

    Suspicion with(Evidence more) {
        List<Evidence> all = new ArrayList<>(evidence);
        all.add(more);
        return new Suspicion(component, signal, when, hard, certainty, seconds, title, all);
    }
}
