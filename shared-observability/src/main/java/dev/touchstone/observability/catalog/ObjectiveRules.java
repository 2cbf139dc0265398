package dev.touchstone.observability.catalog;

import dev.touchstone.observability.catalog.Objective.Window;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of prometheus/rules/objectives.yml. */
final class ObjectiveRules {
    /** So few bad events are an incident for nobody, however small their total. */
    private static final int FEWEST_BAD_EVENTS = 5;

    /**
     * Burn rates and windows as the Site Reliability Workbook has them (chapter 5, "Alerting on SLOs", table 5-8): a budget of 30 days
     * loses 2 % in an hour at 14.4 and 5 % in six at 6, 10 % in a day at 3 and in three days at 1. The short window lets the
     * alert end soon after the trouble does.
     */
    private record Burn(String severity, String rate, Window lengthy, Window brief) {
        String condition(Objective objective) {
            String limit = "> %s * %s".formatted(rate, plain(objective.budget()));
            return "%s %s and %s %s and %s{slo=\"%s\"} >= %d".formatted(objective.errorRatio(lengthy), limit, objective.errorRatio(brief), limit,
                    Objective.badRecord(lengthy), objective.objectiveName(), FEWEST_BAD_EVENTS);
        }
    }

    private static final List<Burn> BURNS = List.of(
            new Burn("page", "14.4", Window.AN_HOUR, Window.FIVE_MINUTES),
            new Burn("page", "6", Window.SIX_HOURS, Window.HALF_AN_HOUR),
            new Burn("ticket", "3", Window.A_DAY, Window.TWO_HOURS),
            new Burn("ticket", "1", Window.THREE_DAYS, Window.SIX_HOURS));

    private ObjectiveRules() {
    }

    static String yaml() {
        return """
                # Generated from the catalogue of objectives (dev.touchstone.observability.catalog.Objective). A test fails when this file is not what
                # it says; mvn -pl shared-observability test -Dtest=ObjectiveRulesTest -Dobjective.rules=write writes it anew.
                groups:
                  - name: unattended
                    rules:
                %s

                  - name: objectives-short
                    rules:
                %s

                  # What looks back over days changes slowly, and costs more to compute.
                  - name: objectives-long
                    interval: 15s
                    rules:
                %s

                  - name: budgets
                    rules:
                %s
                """.formatted(unattended(),
                windows(Window.FIVE_MINUTES, Window.HALF_AN_HOUR, Window.AN_HOUR, Window.TWO_HOURS),
                windows(Window.SIX_HOURS, Window.A_DAY, Window.THREE_DAYS),
                joined(Stream.of(Objective.values()).flatMap(objective -> Stream.of("page", "ticket").map(severity -> alert(objective, severity)))));
    }

    private static String unattended() {
        String oldest = "max(%s{status=~\"SUBMITTED|APPROVED|IN_PRODUCTION\"} or %s or %s)".formatted(Metric.ORDER_OLDEST_AGE.metricName(),
                Metric.MESSAGING_OUTBOX_OLDEST_AGE.metricName(), Metric.MESSAGING_DEAD_LETTER_OLDEST_AGE.metricName());
        return joined(Stream.of(record(Objective.OLDEST, oldest, ""), record(Objective.UNATTENDED,
                Objective.OLDEST + " > bool " + Objective.NO_ORDER_LOST.threshold().orElseThrow().toSeconds(), "")));
    }

    private static String windows(Window... windows) {
        return joined(Stream.of(windows).flatMap(window -> Stream.concat(
                Stream.of(Objective.values()).flatMap(objective -> Stream.of(
                        record(Objective.totalRecord(window), objective.total(window), objective.objectiveName()),
                        record(Objective.badRecord(window), objective.bad(window), objective.objectiveName()))),
                Stream.of(record(Objective.errorRatioRecord(window),
                        "%s / (%s > 0)".formatted(Objective.badRecord(window), Objective.totalRecord(window)), "")))));
    }

    private static String record(String name, String expression, String objective) {
        String rule = """
                      - record: %s
                        expr: %s
                """.formatted(name, expression);
        return objective.isEmpty() ? rule : rule + """
                        labels:
                          slo: %s
                """.formatted(objective);
    }

    private static String alert(Objective objective, String severity) {
        String name = objective.alert();
        String conditions = BURNS.stream().filter(burn -> burn.severity().equals(severity)).map(burn -> "(" + burn.condition(objective) + ")")
                .collect(Collectors.joining("\n          or\n          "));
        String summary = severity.equals("page")
                ? "%s spends its error budget so fast that days of it are gone in hours".formatted(objective.objectiveName())
                : "%s spends its error budget faster than it comes in".formatted(objective.objectiveName());
        return """
                      - alert: %s
                        expr: |
                          %s
                        labels:
                          severity: %s
                          component: %s
                        annotations:
                          summary: %s
                          description: "{{ $value | humanizePercentage }} of the events were bad, %s may be. Good are: %s."
                          runbook_url: docs/runbooks.md#%s
                          dashboard_url: /d/%s
                """.formatted(name, conditions, severity, objective.component(), summary, percent(objective.budget()), lowerFirst(objective.meaning()),
                name.toLowerCase(Locale.ROOT), objective.dashboard());
    }

    private static String joined(Stream<String> rules) {
        return rules.map(String::stripTrailing).collect(Collectors.joining("\n\n"));
    }

    private static String lowerFirst(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private static String percent(double share) {
        return plain(BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(100)).doubleValue()) + " %";
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
