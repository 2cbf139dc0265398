package dev.touchstone.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.client.FakeSuite;
import dev.touchstone.observability.catalog.PlanMetric;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsCommandTest {

    private static final String ALL_RECORDS = "{__name__=~\"plan:m[0-9]+_.+\"}";

    private final FakeSuite fake = new FakeSuite();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    /** What Prometheus answers: series as JSON, by record. */
    private final Map<PlanMetric, List<String>> series = new TreeMap<>();
    private final Map<PlanMetric, String> rules = new TreeMap<>();

    @BeforeEach
    void giveEveryNumberASeries() {
        for (PlanMetric metric : PlanMetric.values()) {
            series.put(metric, List.of(series(metric, Map.of(), Integer.toString(metric.number()))));
            rules.put(metric, "ok\", \"lastError\": \"");
        }
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private static String series(PlanMetric metric, Map<String, String> labels, String value) {
        return "{\"metric\": {\"__name__\": \"%s\"%s}, \"value\": [1763820000.123, \"%s\"]}".formatted(metric.record(),
                labels.entrySet().stream().map(label -> ", \"%s\": \"%s\"".formatted(label.getKey(), label.getValue()))
                        .collect(Collectors.joining()), value);
    }

    private int metrics(String... options) {
        fake.results.put(ALL_RECORDS, series.values().stream().flatMap(List::stream).collect(Collectors.joining(",", "[", "]")));
        fake.rules = rules.entrySet().stream()
                .map(rule -> "{\"type\": \"recording\", \"name\": \"%s\", \"health\": \"%s\"}".formatted(rule.getKey().record(), rule.getValue()))
                .collect(Collectors.joining(",", "[", "]"));
        return Touchstone.commandLine(folder -> fake.client())
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("metrics"), Stream.of(options)).toArray(String[]::new));
    }

    private List<String> lines() {
        return out.toString().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
    }

    @Test
    void tellsNumberMeaningUnitAndRecordOfAll28() {
        assertThat(metrics()).isZero();

        assertThat(err.toString()).isEmpty();
        assertThat(lines()).contains(Stream.of(PlanMetric.values()).map(metric -> "%d %s, %s (%s)".formatted(metric.number(),
                metric.meaning(), metric.unit(), metric.record())).toArray(String[]::new));
        assertThat(lines()).containsSubsequence("17 Size of the Shop DB, bytes (plan:m17_shop_db_size_bytes)", "value", "17");
    }

    @Test
    void showsTheHeaviestSeriesFirstByTheLabelsOfThePlan() {
        series.put(PlanMetric.M06, List.of(
                series(PlanMetric.M06, Map.of("user_id", "otto", "http_route", "/api/v1/orders", "http_request_method", "GET"), "0.0123456"),
                series(PlanMetric.M06, Map.of("user_id", "mona", "http_route", "/api/v1/orders", "http_request_method", "GET"), "1234.5678")));

        assertThat(metrics()).isZero();

        assertThat(lines()).containsSubsequence("value http_request_method http_route user_id",
                "1,234.6 GET /api/v1/orders mona", "0.0123 GET /api/v1/orders otto");
    }

    @Test
    void tellsReplicasApartWhereThePlanHasNoLabel() {
        series.put(PlanMetric.M08, List.of(series(PlanMetric.M08, Map.of("instance", "a:1"), "7"),
                series(PlanMetric.M08, Map.of("instance", "b:2"), "9")));

        assertThat(metrics()).isZero();

        assertThat(lines()).containsSubsequence("value instance", "9 b:2", "7 a:1");
    }

    @Test
    void leavesLightSeriesOutAndSaysHowMany() {
        series.put(PlanMetric.M01, IntStream.rangeClosed(1, 1205)
                .mapToObj(n -> series(PlanMetric.M01, Map.of("queue", "q" + n), Integer.toString(n))).toList());

        assertThat(metrics()).isZero();

        assertThat(lines()).containsSubsequence("1,205 q1205", "1,201 q1201", "and 1,200 more, none of them heavier; --all shows them")
                .doesNotContain("1,200 q1200");
    }

    @Test
    void showsEverySeriesWhenAsked() {
        series.put(PlanMetric.M01, IntStream.rangeClosed(1, 40)
                .mapToObj(n -> series(PlanMetric.M01, Map.of("queue", "q" + n), Integer.toString(n))).toList());

        assertThat(metrics("--all")).isZero();

        assertThat(lines()).contains("40 q40", "1 q1").noneMatch(line -> line.contains("--all"));
    }

    @Test
    void isReadByProgramsAsJson() throws IOException {
        series.put(PlanMetric.M01, List.of(series(PlanMetric.M01, Map.of("queue", "shop.orders.dlq"), "NaN"),
                series(PlanMetric.M01, Map.of("queue", "mes.orders.dlq"), "0.5")));

        assertThat(metrics("--json")).isZero();

        JsonNode numbers = new ObjectMapper().readTree(out.toString());
        assertThat(numbers).hasSize(28);
        assertThat(numbers.get(0)).isEqualTo(new ObjectMapper().readTree("""
                {"number": 1, "record": "plan:m01_dead_letters", "meaning": "Dead letters per queue", "unit": "messages", "series": [
                  {"labels": {"queue": "mes.orders.dlq"}, "value": 0.5},
                  {"labels": {"queue": "shop.orders.dlq"}, "value": null}]}"""));
    }

    @Test
    void failsNamingTheNumbersWithoutASeries() throws IOException {
        series.remove(PlanMetric.M26);

        assertThat(metrics("--json")).isEqualTo(ExitCode.FAILED);

        assertThat(new ObjectMapper().readTree(out.toString()).get(25).path("series")).isEmpty();
        assertThat(err.toString().lines()).hasSize(2).first().isEqualTo("touchstone metrics: 1 of 28 numbers have no series");
        assertThat(err.toString()).contains("  26 Sessions of the CRM API at once (plan:m26_crm_sessions) has no series: "
                + "nothing exposes crm_sessions_active. Either nothing has been counted yet");
    }

    @Test
    void looksForTheSamplesThatARuleIsComputedFrom() {
        series.remove(PlanMetric.M02);
        fake.results.put("count({__name__=~\"(http_server_request_duration_seconds)(_count)?\"})",
                "[{\"metric\": {}, \"value\": [0, \"6\"]}]");

        assertThat(metrics()).isEqualTo(ExitCode.FAILED);

        assertThat(lines()).containsSubsequence("2 Requests to the Shop API, 1/s (plan:m02_shop_api_requests_per_second)", "no series");
        assertThat(err.toString()).contains("there are samples of http_server_request_duration_seconds, but the rule finds nothing in them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            err", "lastError": "many-to-many matching | its rule in prometheus/rules/plan.yml fails: many-to-many matching
            unknown | its rule has not been evaluated yet""")
    void saysWhatIsWrongWithARule(String health, String said) {
        series.remove(PlanMetric.M19);
        rules.put(PlanMetric.M19, health);

        assertThat(metrics()).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("(plan:m19_shop_api_http_200_per_second) has no series: " + said);
    }

    @Test
    void saysThatNoRulesAreLoaded() {
        series.clear();
        rules.clear();

        assertThat(metrics()).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).startsWith("touchstone metrics: 28 of 28 numbers have no series");
        assertThat(err.toString().lines().filter(line -> line.endsWith("Prometheus has not loaded its rule; it reads prometheus/rules when it starts")))
                .hasSize(28);
    }

    @Test
    void namesTargetsThatCanNotBeScrapedFirst() {
        series.remove(PlanMetric.M26);
        fake.crmTargetHealth = "down";

        assertThat(metrics()).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString().lines().skip(1)).first().asString()
                .isEqualTo("  Prometheus can not scrape crm-api at http://127.0.0.1:9082/metrics: refused");
    }

    @Test
    void saysWhenPrometheusDoesNotAnswer() {
        fake.close();

        assertThat(metrics()).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).startsWith("touchstone metrics: ").hasLineCount(1);
    }
}
