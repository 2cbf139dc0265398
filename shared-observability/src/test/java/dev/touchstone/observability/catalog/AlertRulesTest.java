package dev.touchstone.observability.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules, their tests, the runbooks and the dashboards in step. That the tests pass is promtool's to say. */
class AlertRulesTest {
    private static final Path RULES = Path.of("../prometheus/rules");
    private static final Path TESTS = Path.of("../prometheus/tests");
    private static final Path RUNBOOKS = Path.of("../docs/runbooks.md");
    private static final Path DASHBOARDS = Path.of("../grafana/dashboards");

    private static final Set<String> COMPONENTS = Set.of("shop-api", "crm-api", "mes-api", "conveyor", "conveyor/pricing", "rabbitmq", "s3", "customer-input",
            "load", "orders", "telemetry");
    /** What Prometheus, Alertmanager and RabbitMQ tell of themselves. */
    private static final Set<String> OF_OTHERS = Set.of("up", "scrape_duration_seconds", "scrape_samples_post_metric_relabeling",
            "prometheus_notifications_errors_total", "prometheus_rule_evaluation_failures_total", "prometheus_rule_group_iterations_missed_total",
            "alertmanager_notifications_failed_total", "rabbitmq_process_resident_memory_bytes", "rabbitmq_resident_memory_limit_bytes",
            "rabbitmq_disk_space_available_bytes", "rabbitmq_disk_space_available_limit_bytes");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "by", "on", "bool");

    private static final Pattern RULE = Pattern.compile("(?m)^ {6}- (?:record|alert): (?:.*\\n)(?: {8}.*\\n| *\\n(?= {8}))*");
    private static final Pattern TEST = Pattern.compile("(?m)^ {2}- name: (.*)\\n((?: {4}.*\\n)+)");

    /** @param text the rule as written */
    private record Rule(String text) {
        boolean alerts() {
            return text.startsWith("      - alert: ");
        }

        String name() {
            return text.lines().findFirst().orElseThrow().replaceFirst(" {6}- (record|alert): ", "");
        }

        /** Of a label or an annotation, without quotes. */
        String field(String key) {
            Matcher field = Pattern.compile("(?m)^ {10}" + key + ": (.*)$").matcher(text);
            assertThat(field.find()).as(key + " of " + name()).isTrue();
            return field.group(1).replaceAll("^(['\"])(.*)\\1$", "$2");
        }

        String expression() {
            Matcher expression = Pattern.compile("(?m)^ {8}expr: (?:\\|\\n((?: {10}.*\\n)+)|(.*)\\n)").matcher(text);
            assertThat(expression.find()).as("expr of " + name()).isTrue();
            return expression.group(1) == null ? expression.group(2) : expression.group(1);
        }

        /** Whatever in the expression is a word, but neither a function, a label nor a string. */
        Set<String> metrics() {
            String bare = expression().replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "").replaceAll("\\{[^}]*}|\\[[^]]*]", "")
                    .replaceAll("\\b(by|on|ignoring) *\\([^)]*\\)", "");
            return Pattern.compile("(?<![\\w:.])[a-z_][\\w:]*(?![\\w:]* *\\()").matcher(bare).results().map(MatchResult::group)
                    .filter(word -> !WORDS.contains(word)).collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public String toString() {
            return alerts() ? name() + " " + field("severity") : name();
        }
    }

    /** @param title the alert, with several severities that of the test, then what happens */
    private record Case(String title, String body) {
        String alert() {
            return title.replaceFirst(" .*", "");
        }

        boolean fires() {
            return title.contains(" fires when ");
        }

        boolean firesWith(String severity) {
            return body.contains("              severity: '" + severity + "'");
        }
    }

    static Stream<Rule> alerts() {
        return rules().filter(Rule::alerts);
    }

    private static Stream<Rule> rules() {
        return files(RULES, ".yml").flatMap(file -> RULE.matcher(file + "\n").results()).map(found -> new Rule(found.group()));
    }

    private static List<Case> cases() {
        return Stream.of("alerts.test.yml", "objectives.test.yml").map(TESTS::resolve).map(AlertRulesTest::read)
                .flatMap(file -> TEST.matcher(file).results()).map(test -> new Case(test.group(1).replace("\"", ""), test.group(2))).toList();
    }

    @Test
    void areMany() {
        assertThat(alerts()).hasSizeGreaterThan(25);
        assertThat(alerts().map(Rule::toString)).doesNotHaveDuplicates();
        assertThat(alerts().map(Rule::name).distinct()).containsAll(Stream.of(Objective.values()).map(Objective::alert).toList());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void sayHowUrgentTheyAreWhoAnswersAndWhereToLook(Rule alert) {
        assertThat(alert.field("severity")).isIn("page", "ticket", "info");
        if (!alert.field("component").contains("{{")) {
            assertThat(alert.field("component")).isIn(COMPONENTS);
        }
        assertThat(alert.field("summary")).isNotBlank().doesNotEndWith(".");
        assertThat(alert.field("description")).endsWith(".");
        assertThat(alert.field("runbook_url")).isEqualTo("docs/runbooks.md#" + alert.name().toLowerCase(Locale.ROOT));
        if (!alert.field("dashboard_url").contains("{{")) {
            assertThat(alert.field("dashboard_url")).isIn(dashboards());
        }
    }

    @Test
    void useMetricsThatThereAre() {
        Set<String> known = new TreeSet<>(OF_OTHERS);
        rules().filter(rule -> !rule.alerts()).map(Rule::name).forEach(known::add);
        for (Metric metric : Metric.values()) {
            Stream<String> suffixes = metric.instrument() == Instrument.HISTOGRAM ? Stream.of("_bucket", "_sum", "_count") : Stream.of("");
            suffixes.map(metric.metricName()::concat).forEach(known::add);
        }
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(rule.metrics()).as(rule.name()).isNotEmpty();
            assertThat(known).as(rule.name()).containsAll(rule.metrics());
        });
        assertThat(rules().flatMap(rule -> rule.metrics().stream()).toList()).as("metrics of others, used").containsAll(OF_OTHERS);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void areTriedWhereTheyHaveToFireAndWhereTheyMustNot(Rule alert) {
        List<Case> mine = cases().stream().filter(test -> test.alert().equals(alert.name())).toList();
        assertThat(mine).as("fires").anyMatch(test -> test.fires() && test.firesWith(alert.field("severity")));
        assertThat(mine).as("stays silent").anyMatch(test -> !test.fires());
    }

    @Test
    void areAllThatIsTried() {
        List<String> names = alerts().map(Rule::name).toList();
        assertThat(cases()).isNotEmpty().allSatisfy(test -> {
            assertThat(names).contains(test.alert());
            assertThat(test.body()).contains("        alertname: " + test.alert() + "\n");
            assertThat(test.title()).containsPattern(" (fires|stays silent) when ");
            assertThat(test.body().contains("exp_alerts: []")).as(test.title()).isEqualTo(!test.fires());
        });
        assertThat(cases().stream().map(Case::title)).doesNotHaveDuplicates();
    }

    @Test
    void haveARunbookEach() {
        List<MatchResult> sections = Pattern.compile("(?m)^### (\\S+)\\n((?:(?!#).*\\n)*)").matcher(read(RUNBOOKS)).results().toList();
        assertThat(sections.stream().map(section -> section.group(1)))
                .containsExactlyInAnyOrderElementsOf(alerts().map(Rule::name).distinct().toList());
        assertThat(sections).allSatisfy(section -> assertThat(section.group(2)).as(section.group(1)).startsWith("**Means.** ").contains("\n**Look.** ", "\n**Do.** "));
        List<String> links = Pattern.compile("\\]\\((/d/[^)]+)\\)").matcher(read(RUNBOOKS)).results().map(link -> link.group(1)).toList();
        assertThat(links).isNotEmpty();
        assertThat(dashboards()).containsAll(links);
    }

    /** Their paths; labels that lead to one name a service or a database. */
    private static List<String> dashboards() {
        List<String> paths = files(DASHBOARDS, ".json").map(dashboard -> {
            // The dashboard's own uid is the one that is not within a panel or a data source.
            Matcher uid = Pattern.compile("(?m)^ {0,4}\"uid\": \"([^\"]+)\"").matcher(dashboard);
            assertThat(uid.find()).isTrue();
            return "/d/" + uid.group(1);
        }).collect(Collectors.toCollection(ArrayList::new));
        assertThat(paths).contains("/d/shop-api", "/d/crm-api", "/d/mes-api", "/d/shop-db", "/d/mes-db");
        return paths;
    }

    private static Stream<String> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().map(AlertRulesTest::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
