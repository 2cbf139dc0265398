package dev.touchstone.observability.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of docs/metrics.md. */
final class MetricsDocument {
    private static final Usage USAGE = Usage.read();

    private MetricsDocument() {
    }

    static String markdown() {
        return """
                # Metrics

                Generated from the catalogue (`dev.touchstone.observability.catalog`), `grafana/dashboards` and `prometheus/rules`. A test fails
                when this page is not what they say; `mvn -pl shared-observability test -Dtest=MetricsDocumentTest -Dmetrics.document=write` writes it anew.

                Prometheus' own label `job` names the service. Labels never hold a person's data: `user_id` is a keyed pseudonym, and
                beyond the heaviest users there is only `other`.

                ## The 28 numbers of the plan

                One recording rule each, in `prometheus/rules/plan.yml`. The alerts are those that look at the same series.

                | no | recording rule | meaning | labels | unit | from | approach | panel | alert | when it is high |
                |---|---|---|---|---|---|---|---|---|---|
                %s

                ## Every metric

                The bound is the most label combinations that one service exposes of a metric. What comes beyond it is counted as
                `telemetry_failures_total{component="cardinality"}` and not stored.

                | metric | type | labels | unit | bound | approach | plan | meaning | dashboard | alert |
                |---|---|---|---|---|---|---|---|---|---|
                %s

                ## Labels

                | label | values |
                |---|---|
                %s
                """.formatted(plan(), metrics(), labels());
    }

    private static String plan() {
        return rows(Stream.of(PlanMetric.values()).map(metric -> row(
                Integer.toString(metric.number()),
                code(metric.record()),
                metric.meaning(),
                codes(metric.labelKeys().stream()),
                metric.unit(),
                codes(metric.sources().stream().map(Metric::metricName)),
                join(metric.sources().stream().flatMap(source -> source.approaches().stream()).distinct().sorted().map(Approach::name)),
                join(USAGE.panels(metric).stream().map(panel -> dashboard(panel.dashboard()) + " " + panel.title())),
                alerts(USAGE.alerts(metric)),
                metric.whenHigh())));
    }

    private static String metrics() {
        return rows(Stream.of(Metric.values()).sorted(Comparator.comparing(Metric::metricName)).map(metric -> row(
                code(metric.metricName()),
                metric.instrument().name().toLowerCase(),
                codes(metric.labelKeys().stream()),
                metric.unit() == Unit.COUNT ? "–" : metric.unit().suffix(),
                Integer.toString(metric.bound()),
                join(metric.approaches().stream().map(Approach::name)),
                join(metric.planNumbers().stream().map(Object::toString)),
                metric.help(),
                join(USAGE.dashboards(metric).stream().map(MetricsDocument::dashboard)),
                alerts(USAGE.alerts(metric)))));
    }

    private static String labels() {
        return rows(Stream.of(Label.values()).sorted(Comparator.comparing(Label::key))
                .map(label -> row(code(label.key()), label.meaning())));
    }

    private static String dashboard(String uid) {
        return "[%s](../grafana/dashboards/%s.json)".formatted(uid, uid);
    }

    private static String alerts(List<String> names) {
        return join(names.stream().map(name -> "[%s](runbooks.md#%s)".formatted(name, name.toLowerCase(Locale.ROOT))));
    }

    private static String rows(Stream<String> rows) {
        return rows.collect(Collectors.joining("\n"));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String codes(Stream<String> texts) {
        return join(texts.map(MetricsDocument::code));
    }

    private static String join(Stream<String> texts) {
        String joined = texts.collect(Collectors.joining(", "));
        return joined.isEmpty() ? "–" : joined;
    }
}
