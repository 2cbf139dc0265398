package dev.touchstone.scenarios.load;

import dev.touchstone.local.command.Table;
import dev.touchstone.scenarios.load.Verdict.Judged;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** A run on one screen: every kind of request, what became of the orders, the objectives. */
record Summary(Result result, Verdict verdict) {

    @Override
    public String toString() {
        return "%n%s%n%s%n%s".formatted(requests(), orders(), objectives());
    }

    private Table requests() {
        Table table = new Table("service", "request", "count", "failed", "p50 ms", "p95 ms", "p99 ms", "max ms");
        for (Result.Call call : result.calls()) {
            table.row(call.service(), call.method() + " " + call.route(), call.count(), call.failed(), call.p50(), call.p95(), call.p99(), call.max());
        }
        result.unexpected().forEach((answer, count) -> table.row("", "not expected: " + answer, count, "", "", "", "", ""));
        return table;
    }

    private Table orders() {
        Table table = new Table("customers and orders", "count");
        result.outcomes().entrySet().stream().filter(outcome -> outcome.getValue() > 0).map(Map.Entry::getKey)
                .forEach(outcome -> table.row(outcome, result.outcomes().get(outcome)));
        return table;
    }

    private Table objectives() {
        Table table = new Table("objective", "within", "promised", "met", "events", "bad", "");
        for (Judged judged : verdict.objectives()) {
            table.row(judged.objective().objectiveName(), within(judged), percent(BigDecimal.valueOf(judged.objective().target())),
                    judged.met().total() == 0 ? "" : "%.2f %%".formatted(100 * judged.share()), judged.met().total(), judged.met().bad(),
                    judged.missed() ? "MISSED" : judged.met().total() == 0 ? "not measured" : "kept");
        }
        return table;
    }

    private static String within(Judged judged) {
        String threshold = judged.objective().threshold().map(Summary::readable).orElse("");
        return judged.objective().transferThreshold().map(Summary::readable).map(transfer -> threshold + ", files " + transfer).orElse(threshold);
    }

    private static String percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    private static String readable(Duration duration) {
        return duration.toMillis() < 1_000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }
}
