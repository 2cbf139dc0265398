package dev.touchstone.local.command;

import dev.touchstone.local.client.PrometheusClient;
import dev.touchstone.local.client.PrometheusClient.Rule;
import dev.touchstone.local.client.PrometheusClient.Target;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.catalog.PlanMetric;
import java.util.ArrayList;
import java.util.List;

/** Why numbers of the plan have no series, and what to do about it: looks at targets, rules and samples, in this order. */
final class PlanDiagnosis {

    private final PrometheusClient prometheus;

    PlanDiagnosis(PrometheusClient prometheus) {
        this.prometheus = prometheus;
    }

    /** A line for each number, after those of the targets that can not be scraped. */
    List<String> of(List<PlanMetric> missing) {
        List<String> lines = new ArrayList<>();
        prometheus.targets().stream().filter(target -> !target.up()).map(PlanDiagnosis::describe).forEach(lines::add);
        List<Rule> rules = prometheus.rules();
        for (PlanMetric metric : missing) {
            lines.add("%d %s (%s) has no series: %s".formatted(metric.number(), metric.meaning(), metric.record(),
                    reason(metric, rules.stream().filter(rule -> rule.record().equals(metric.record())).toList())));
        }
        return lines;
    }

    static String describe(Target target) {
        return "Prometheus can not scrape %s at %s: %s".formatted(target.job(), target.address(),
                target.lastError().isEmpty() ? "not tried yet" : target.lastError());
    }

    private String reason(PlanMetric metric, List<Rule> rules) {
        if (rules.isEmpty()) {
            return "Prometheus has not loaded its rule; it reads prometheus/rules when it starts";
        }
        List<Rule> failed = rules.stream().filter(rule -> rule.health().equals("err")).toList();
        if (!failed.isEmpty()) {
            return "its rule in prometheus/rules/plan.yml fails: " + failed.getFirst().lastError();
        }
        if (rules.stream().anyMatch(rule -> rule.health().equals("unknown"))) {
            return "its rule has not been evaluated yet; ask again in a few seconds";
        }
        List<String> names = metric.sources().stream().map(Metric::metricName).toList();
        String sources = String.join(" or ", names);
        // The samples of a histogram have names of their own.
        if (prometheus.query("count({__name__=~\"(%s)(_count)?\"})".formatted(String.join("|", names))).isEmpty()) {
            return ("nothing exposes %s. Either nothing has been counted yet, which ./touchstone order changes, "
                    + "or its service fails to measure it, which ./touchstone logs tells").formatted(sources);
        }
        return ("there are samples of %s, but the rule finds nothing in them. A rate needs two scrapes, "
                + "a latency a request in the last five minutes: use the suite and ask again").formatted(sources);
    }
}
