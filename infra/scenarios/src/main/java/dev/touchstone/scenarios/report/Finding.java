package dev.touchstone.scenarios.report;

import dev.touchstone.scenarios.report.window.Mask;
import java.util.List;

/**
 * A cause, with what it cost.
 *
 * @param rank       1 for what to fix first
 * @param title      what happened, in a sentence
 * @param cost       orders that were delayed or failed because of it
 * @param seconds    that orders, requests and messages waited longer because of it, in sum
 * @param failed     requests, messages and orders that failed because of it
 * @param share      part of all that was delayed or failed that it explains, from 0 to 1
 * @param confidence from 0 to 1
 * @param when       the moments at which it showed
 * @param explains   what was seen elsewhere and is its consequence
 */
public record Finding(int rank, Component component, Signal signal, String title, double cost, double seconds, double failed, double share,
                      double confidence, Mask when, List<Evidence> evidence, List<String> explains) {

    public Finding {
        evidence = List.copyOf(evidence);
        explains = List.copyOf(explains);
    }

}
