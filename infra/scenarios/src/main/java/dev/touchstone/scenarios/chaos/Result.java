package dev.touchstone.scenarios.chaos;

import dev.touchstone.scenarios.ledger.Account;
import dev.touchstone.scenarios.report.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an experiment went.
 *
 * @param moment    when the fault began, after the first order
 * @param fired     after the fault's begin, when the expected alert did
 * @param recovered after the fault's end, when all was as before; empty when it was not within the bound
 * @param found     the report's first finding over the time of the experiment
 * @param page      that report, as a page
 * @param failures  what was other than the experiment says
 */
public record Result(String experiment, long seed, Duration moment, Optional<Duration> fired, Optional<Duration> recovered, Optional<Finding> found,
        Optional<Path> page, Account account, List<String> failures) {
    public Result {
        failures = List.copyOf(failures);
    }

    public boolean passed() {
        return failures.isEmpty() && account.balanced();
    }
}
