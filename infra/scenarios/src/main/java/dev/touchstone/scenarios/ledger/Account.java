package dev.touchstone.scenarios.ledger;

import java.util.List;

/**
 * Seven counts of orders, and what they hide.
 *
 * @param attempted    that customers tried to place, by key
 * @param acknowledged that the shop answered with a 2xx
 * @param ended        acknowledged and produced, rejected, or in a dead-letter queue with a reason
 * @param lost         acknowledged and not ended
 * @param duplicated   something happened twice to them
 * @param recovered    ended though a request for them had to be repeated
 * @param unexpected   that nobody attempted, or that are other than they should be
 * @param violations   of the invariants, one sentence each
 */
public record Account(int attempted, int acknowledged, int ended, int lost, int duplicated, int recovered, int unexpected, List<String> violations) {
    public Account {
        violations = List.copyOf(violations);
    }

    public boolean balanced() {
        return lost == 0 && duplicated == 0 && unexpected == 0 && violations.isEmpty();
    }
}
