package dev.touchstone.observability.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the rules compute the right values is promtool's to say; here they are held against the catalogue. */
class PlanRulesTest {
    private static final Path RULES = Path.of("../prometheus/rules/plan.yml");
    private static final Pattern METRIC = Pattern.compile("\\b[a-z][a-z0-9]*(_[a-z0-9]+)+\\b(?=\\{|\\)|\\[|$)", Pattern.MULTILINE);

    @Test
    void recordEveryNumberOfThePlanUnderItsName() throws IOException {
        assertThat(expressions().keySet()).containsExactlyElementsOf(Stream.of(PlanMetric.values()).map(PlanMetric::record).toList());
    }

    @Test
    void useTheMetricsThatTheCatalogueNamesForTheNumber() throws IOException {
        Map<String, List<String>> expressions = expressions();
        for (PlanMetric plan : PlanMetric.values()) {
            List<String> names = plan.sources().stream().map(Metric::metricName).toList();
            for (String expression : expressions.get(plan.record())) {
                if (plan == PlanMetric.M25) {
                    assertThat(expression.strip()).isEqualTo(PlanMetric.M22.record());
                    continue;
                }
                List<String> used = METRIC.matcher(expression.replaceAll("by \\([^)]+\\)", "")).results().map(found -> found.group().replaceFirst("_(count|bucket)$", ""))
                        .distinct().toList();
                assertThat(used).as(plan.record()).isNotEmpty();
                assertThat(names).as(plan.record()).containsAll(used);
            }
        }
    }

    @Test
    void keepTheLabelsOfThePlan() throws IOException {
        Map<String, List<String>> expressions = expressions();
        for (PlanMetric plan : PlanMetric.values()) {
            List<String> expected = plan.labelKeys().stream().filter(key -> !key.equals("quantile")).sorted().toList();
            if (!expected.isEmpty() && plan != PlanMetric.M25) {
                for (String expression : expressions.get(plan.record())) {
                    Matcher by = Pattern.compile("by \\(([^)]+)\\)").matcher(expression);
                    assertThat(by.find()).as(plan.record()).isTrue();
                    List<String> labels = Stream.of(by.group(1).split(", ")).filter(label -> !label.equals("le")).sorted().toList();
                    assertThat(labels).as(plan.record()).isEqualTo(expected);
                }
            }
        }
    }

    /** By record. */
    private static Map<String, List<String>> expressions() throws IOException {
        Map<String, List<String>> expressions = new LinkedHashMap<>();
        Matcher rule = Pattern.compile("- record: (\\S+)\\n +expr: (\\|\\n((?: {10}.*\\n)+)|.*\\n)").matcher(Files.readString(RULES));
        while (rule.find()) {
            expressions.computeIfAbsent(rule.group(1), _ -> new ArrayList<>()).add(rule.group(rule.group(3) == null ? 2 : 3));
        }
        return expressions;
    }
}
