package dev.touchstone.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.touchstone.local.page.DashboardFile.Question;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.observability.catalog.Instrument;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.catalog.Objective;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What every dashboard has to be, beside returning data, which takes a running suite. Among it the rules of grafana/dashboard-linter, but
 * for those that {@code grafana/dashboards/.lint} leaves out with a reason.
 */
class DashboardRulesTest {

    private static final Set<String> DASHBOARDS = Set.of("overview", "shop-api", "crm-api", "mes-api", "crm-users", "conveyor", "shop-db", "mes-db", "rabbitmq", "s3",
            "plan", "objectives");
    /** Of Prometheus and RabbitMQ themselves; nobody here declares them. */
    private static final Set<String> OF_OTHERS = Set.of("up", "ALERTS", "scrape_duration_seconds", "prometheus_rule_evaluation_failures_total",
            "rabbitmq_process_resident_memory_bytes", "rabbitmq_resident_memory_limit_bytes", "rabbitmq_disk_space_available_bytes",
            "rabbitmq_disk_space_available_limit_bytes", "rabbitmq_connections", "rabbitmq_channels");
    /** What the page can draw, and units that it writes as Grafana does. */
    private static final Set<String> DRAWN = Set.of("timeseries", "stat", "gauge", "bargauge", "table", "heatmap", "text");
    private static final Set<String> UNITS = Set.of("short", "none", "s", "percent", "percentunit", "bytes", "decbytes", "Bps", "KBs", "reqps", "ops", "opm", "cps");
    private static final Pattern RECORDED = Pattern.compile("(?m)^\\s*-? ?record: (\\S+)");
    private static final Pattern RANGE = Pattern.compile("(rate|irate|increase|delta)\\(([a-zA-Z_:][\\w:]*)(\\{[^}]*})?\\[([^]]+)]");

    private final List<DashboardFile> dashboards = DashboardFile.all();

    @Test
    void thereIsOneForEachSubject() {
        assertThat(dashboards).extracting(DashboardFile::uid).containsExactlyInAnyOrderElementsOf(DASHBOARDS);
    }

    @Test
    void eachIsCompleteAndFollowsTheChosenDataSource() {
        assertThat(dashboards).allSatisfy(dashboard -> {
            JsonNode json = dashboard.json();
            assertThat(json.path("uid").asText()).isEqualTo(dashboard.uid());
            assertThat(json.path("title").asText()).isNotBlank();
            assertThat(json.path("description").asText()).isNotBlank();
            assertThat(json.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
            assertThat(json.path("tags")).extracting(JsonNode::asText).contains("touchstone");
            assertThat(json.path("time").path("from").asText()).startsWith("now-");
            assertThat(json.path("refresh").asText()).isNotBlank();
            assertThat(json.path("links")).as("the list of all dashboards").isNotEmpty();
            assertThat(json.has("id")).as("an export's own number").isFalse();
            assertThat(dashboard.variables()).filteredOn(variable -> variable.path("type").asText().equals("datasource")).singleElement().satisfies(variable -> {
                assertThat(variable.path("name").asText()).isEqualTo("datasource");
                assertThat(variable.path("label").asText()).isEqualTo("Data source");
                assertThat(variable.path("query").asText()).isEqualTo("prometheus");
                assertThat(variable.path("current").path("value").asText()).isEqualTo("prometheus");
            });
        });
    }

    @Test
    void eachPanelSaysWhatItShowsInWhichUnitAndWhatItMeans() {
        eachPanel((dashboard, panel) -> {
            assertThat(panel.path("type").asText()).isIn(DRAWN);
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText()).as("description").hasSizeGreaterThan(20).matches("(?s).*[.?)]");
            String unit = panel.path("type").asText().equals("heatmap") ? panel.path("options").path("yAxis").path("unit").asText()
                    : panel.path("fieldConfig").path("defaults").path("unit").asText();
            assertThat(unit).as("unit").isIn(UNITS);
            panel.path("fieldConfig").path("overrides").forEach(override -> {
                assertThat(override.path("matcher").path("id").asText()).isIn("byName", "byRegexp");
                override.path("properties").forEach(property -> assertThat(property.path("id").asText()).isIn("unit", "thresholds", "custom.cellOptions"));
            });
        });
    }

    @Test
    void eachPanelAsksTheChosenDataSource() {
        eachPanel((dashboard, panel) -> {
            assertThat(panel.path("datasource").path("type").asText()).isEqualTo("prometheus");
            assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.path("targets")).as("questions").isNotEmpty();
            assertThat(panel.path("targets")).extracting(target -> target.path("refId").asText()).doesNotHaveDuplicates().doesNotContain("");
            assertThat(panel.path("targets")).allSatisfy(target -> assertThat(target.path("expr").asText()).isNotBlank());
        });
    }

    @Test
    void panelsHaveTheirOwnPlace() {
        assertThat(dashboards).allSatisfy(dashboard -> {
            assertThat(dashboard.everything()).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates().doesNotContain(0);
            Set<String> taken = new HashSet<>();
            for (JsonNode panel : dashboard.everything()) {
                JsonNode place = panel.path("gridPos");
                assertThat(place.path("x").asInt() + place.path("w").asInt()).as(panel.path("title").asText()).isBetween(1, 24);
                for (int x = 0; x < place.path("w").asInt(); x++) {
                    for (int y = 0; y < place.path("h").asInt(); y++) {
                        assertThat(taken.add("%d,%d".formatted(place.path("x").asInt() + x, place.path("y").asInt() + y)))
                                .as("%s lies on another panel", panel.path("title").asText()).isTrue();
                    }
                }
            }
        });
    }

    @Test
    void thresholdsGrowFromAColourForAllThatIsBelow() {
        eachPanel((dashboard, panel) -> {
            JsonNode steps = panel.path("fieldConfig").path("defaults").path("thresholds").path("steps");
            if (!steps.isMissingNode()) {
                assertThat(steps.path(0).path("value").isNull()).as("the first step").isTrue();
                assertThat(StreamSupport.stream(steps.spliterator(), false).skip(1).map(step -> step.path("value").asDouble())).isSorted();
            }
        });
    }

    @Test
    void questionsUseOnlyWhatIsDeclared() throws IOException {
        Set<String> declared = Stream.of(declared(), recorded(), OF_OTHERS).flatMap(Set::stream).collect(Collectors.toSet());

        eachQuestion(question -> assertThat(declared).as("metrics of %s", question.expression()).containsAll(question.metrics()));
    }

    @Test
    void everyDeclaredMetricIsOnAPanelOrInARule() throws IOException {
        Set<String> used = dashboards.stream().flatMap(dashboard -> dashboard.questions().stream()).flatMap(question -> question.metrics().stream())
                .map(DashboardRulesTest::family).collect(Collectors.toSet());
        String rules = rules();

        assertThat(Metric.values()).allSatisfy(metric ->
                assertThat(used.contains(metric.metricName()) || Pattern.compile("\\b" + metric.metricName() + "(_bucket|_sum|_count)?\\b").matcher(rules).find())
                        .as(metric.metricName()).isTrue());
    }

    /** Rates over the window that fits the picture; quantiles of what happens a few times a minute may look back five minutes. */
    @Test
    void ratesLookBackAsFarAsThePictureNeeds() {
        eachQuestion(question -> assertThat(RANGE.matcher(question.expression()).results()).allSatisfy(found ->
                assertThat(found.group(4)).as(question.expression()).isIn(found.group(1).equals("rate") || found.group(1).equals("irate")
                        ? Set.of("$__rate_interval", "5m") : Set.of("$__range", "$__rate_interval"))));
    }

    @Test
    void countersAreNeverShownBare() {
        eachQuestion(question -> {
            List<String> ranged = RANGE.matcher(question.expression()).results().map((MatchResult found) -> found.group(2)).toList();
            assertThat(question.metrics()).filteredOn(name -> name.endsWith("_total")).as(question.expression()).allSatisfy(name -> {
                long mentioned = Pattern.compile("\\b" + name + "\\b").matcher(question.expression()).results().count();
                assertThat(mentioned).isEqualTo(ranged.stream().filter(name::equals).count());
            });
        });
    }

    @Test
    void quantilesAreTakenOverBucketsOfAllInstances() {
        eachQuestion(question -> assertThat(Pattern.compile("histogram_quantile\\([^,]+, *(.{0,14})").matcher(question.expression()).results())
                .as(question.expression()).allSatisfy(found -> assertThat(found.group(1)).startsWith("sum by (le")));
    }

    @Test
    void variablesAreAskedForAnewWhenTheTimeChangesAndAreUsed() {
        assertThat(dashboards).allSatisfy(dashboard -> assertThat(dashboard.variables())
                .filteredOn(variable -> variable.path("type").asText().equals("query")).allSatisfy(variable -> {
                    assertThat(variable.path("label").asText()).isNotBlank();
                    assertThat(variable.path("refresh").asInt()).as("on a change of the time").isEqualTo(2);
                    assertThat(variable.path("definition").asText()).matches("label_values\\(.+, \\w+\\)").isEqualTo(variable.path("query").path("query").asText());
                    assertThat(dashboard.questions()).anySatisfy(question -> assertThat(question.expression()).contains("$" + variable.path("name").asText()));
                }));
    }

    @Test
    void linksLeadToDashboardsThatExistAndCarryTheTime() {
        eachPanel((dashboard, panel) -> panel.path("links").forEach(link -> {
            assertThat(link.path("url").asText()).startsWith("/d/").endsWith("${__url_time_range}");
            assertThat(link.path("url").asText().replaceAll("^/d/|\\?.*", "")).isIn(DASHBOARDS);
        }));
    }

    @Test
    void alertsLeadToDashboardsThatExist() throws IOException {
        List<String> linked = Pattern.compile("dashboard_url: \"?/d/([\\w-]+)").matcher(rules()).results().map(found -> found.group(1)).toList();

        assertThat(linked).isNotEmpty().allSatisfy(uid -> assertThat(uid).isIn(DASHBOARDS));
    }

    @Test
    void thePlanIsShownByNumber() {
        DashboardFile plan = named("plan");

        assertThat(plan.panels()).extracting(panel -> panel.path("title").asText().replaceFirst("[.].*", ""))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 28).mapToObj(Integer::toString).toList());
        assertThat(plan.questions()).allSatisfy(question ->
                assertThat(question.metrics()).singleElement().asString().startsWith("plan:m%02d_".formatted(number(question.panel()))));
    }

    /** Burn rates divide by budgets, which PromQL knows nothing of. */
    @Test
    void burnRatesAreTakenAgainstTheBudgetsThatAreDeclared() {
        List<Question> burns = Stream.of("overview", "objectives").flatMap(uid -> named(uid).questions().stream())
                .filter(question -> question.expression().contains("slo:error_ratio") && question.expression().contains(" / ")).toList();

        assertThat(burns).isNotEmpty().allSatisfy(question -> {
            List<MatchResult> parts = Pattern.compile("\\{slo=~\"([^\"]+)\"} / ([\\d.]+)").matcher(question.expression()).results().toList();
            assertThat(Objective.values()).allSatisfy(objective -> assertThat(parts).filteredOn(part -> objective.objectiveName().matches(part.group(1))).singleElement()
                    .satisfies(part -> assertThat(new BigDecimal(part.group(2)).doubleValue()).as(objective.objectiveName()).isEqualTo(objective.budget())));
        });
    }

    @Test
    void metricsAreFoundInAnExpression() {
        JsonNode target = JsonNodeFactory.instance.objectNode()
                .put("expr", "histogram_quantile(0.9, sum by (le, job) (rate(a_seconds_bucket{b=~\"c{1}\", d!=\"e\"}[$__rate_interval]))) >= 0 or 2 * plan:m01_x / on (f) group_left (g) (up == 1)");

        assertThat(new Question("any", target, target).metrics()).containsExactly("a_seconds_bucket", "plan:m01_x", "up");
    }

    private static int number(JsonNode panel) {
        return Integer.parseInt(panel.path("title").asText().replaceFirst("[.].*", ""));
    }

    private DashboardFile named(String uid) {
        return dashboards.stream().filter(dashboard -> dashboard.uid().equals(uid)).findAny().orElseThrow();
    }

    private interface PanelCheck {
        void check(DashboardFile dashboard, JsonNode panel);
    }

    private void eachPanel(PanelCheck check) {
        assertThat(dashboards).allSatisfy(dashboard -> assertThat(dashboard.panels()).allSatisfy(panel -> check.check(dashboard, panel)));
    }

    private void eachQuestion(Consumer<Question> check) {
        List<Question> questions = new ArrayList<>();
        dashboards.forEach(dashboard -> questions.addAll(dashboard.questions()));
        assertThat(questions).hasSizeGreaterThan(100).allSatisfy(check);
    }

    /** Every name under which Prometheus stores what is declared. */
    private static Set<String> declared() {
        Set<String> names = new TreeSet<>();
        for (Metric metric : Metric.values()) {
            if (metric.instrument() == Instrument.HISTOGRAM) {
                Stream.of("_bucket", "_sum", "_count").map(metric.metricName()::concat).forEach(names::add);
            } else {
                names.add(metric.metricName());
            }
        }
        return names;
    }

    private static String family(String series) {
        return Stream.of(Metric.values()).filter(metric -> metric.instrument() == Instrument.HISTOGRAM).map(Metric::metricName)
                .filter(name -> series.matches(Pattern.quote(name) + "_(bucket|sum|count)")).findAny().orElse(series);
    }

    private static Set<String> recorded() throws IOException {
        return RECORDED.matcher(rules()).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static String rules() throws IOException {
        StringBuilder rules = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Project.find().file("prometheus/rules"), "*.yml")) {
            for (Path file : files) {
                rules.append(Files.readString(file)).append('\n');
            }
        }
        return rules.toString();
    }
}
