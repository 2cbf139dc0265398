package dev.touchstone.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.local.client.PrometheusClient;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.command.RunningSuites;
import dev.touchstone.local.command.Touchstone;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.stack.Addresses;
import dev.touchstone.local.stack.Ports;
import dev.touchstone.local.stack.Stack;
import dev.touchstone.local.stack.StackSettings;
import dev.touchstone.scenarios.Suites;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load generator against a suite that runs, by the command that people use. */
class LoadE2E {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern ROW_OF_REPORT = Pattern.compile(
            "class=\"ellipsed-name\">([^<]+)</span>.*?<td class=\"value total col-2\">([0-9]+)</td>", Pattern.DOTALL);

    @TempDir
    private static Path folder;
    private static Stack stack;
    private static SuiteClient suite;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void start() {
        stack = Stack.start(StackSettings.of(Project.find()).in(folder.resolve("suite")).on(Ports.free()).withoutTraces(),
                event -> System.out.println("[e2e] " + event));
        suite = Suites.client(stack.addresses());
    }

    @AfterAll
    static void stop() {
        suite.close();
        stack.close();
    }

    private int load(String... options) {
        RunningSuites suites = new RunningSuites();
        return Touchstone.commandLine(suites, new LoadCommand(suites)).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true))
                .execute(options);
    }

    @Test
    void whatGatlingSentIsWhatPrometheusCountsByRouteAndStatus() throws IOException {
        Map<String, Double> before = requests();
        int exitCode = load("load", "smoke", "--duration", "20s", "--rate", "60", "--seed", "1", "--dir", folder.resolve("suite").toString(),
                "--out", folder.resolve("smoke").toString());
        System.out.println(out);

        RunFolder run = onlyRunIn(folder.resolve("smoke"));
        Result result = run.result();
        await().atMost(PATIENCE).during(Duration.ofSeconds(8)).untilAsserted(() -> assertThat(growth(before)).isEqualTo(statuses(result)));
        assertThat(rowsOfReport(run)).isEqualTo(result.calls().stream().collect(Collectors.toMap(
                call -> "%s %s %s".formatted(call.service(), call.method(), call.route()), Result.Call::count)));

        // Other people may be building on this machine: how fast answers come is not judged here, all else is.
        Verdict verdict = Verdict.on(result);
        assertThat(verdict.complaints()).allMatch(complaint -> complaint.matches("(shop|crm|mes)-api-latency: .*"));
        assertThat(exitCode).isEqualTo(verdict.kept() ? 0 : 1);
        assertThat(result.outcomes()).containsEntry("customers came", 20L);
        assertThat(result.outcomes().get("produced")).isPositive().isEqualTo(result.outcomes().get("accepted"));
        assertThat(out.toString()).contains("no-order-lost", "GET /api/v1/work-orders/{id}/model");
    }

    @Test
    void aRunThatMissesAnObjectiveSaysWhichAndByHowMuch() throws Exception {
        steer("PUT", "{\"kind\": \"error\"}");
        try {
            assertThat(load("load", "smoke", "--duration", "5s", "--seed", "2", "--dir", folder.resolve("suite").toString(),
                    "--out", folder.resolve("failing").toString())).isEqualTo(1);
        } finally {
            steer("DELETE", "");
        }
        System.out.println(out);
        assertThat(out.toString().lines()).anyMatch(line -> line.matches(
                " +crm-api-availability: [0-9.]+ % of [0-9]+ were good, 99.5 % are promised, so it is missed by [0-9.]+ points; .*"));
    }

    /** Lets every call of the CRM's sessions fail, or heals it. */
    private static void steer(String method, String fault) throws IOException, InterruptedException {
        Addresses addresses = stack.addresses();
        URI port = addresses.services().get("crm-api").observe().resolve("/chaos/Sessions");
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(HttpRequest.newBuilder(port).header("Authorization", "Bearer " + Files.readString(addresses.chaosToken()).strip())
                    .header("Content-Type", "application/json").method(method, BodyPublishers.ofString(fault)).build(),
                    BodyHandlers.ofString()).statusCode()).isIn(200, 204);
        }
    }

    private static RunFolder onlyRunIn(Path reports) throws IOException {
        try (var runs = Files.list(reports)) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return new RunFolder(all.getFirst());
        }
    }

    private static Map<String, Double> requests() {
        return suite.prometheus().query("http_server_request_duration_seconds_count").stream().collect(Collectors.toMap(
                sample -> "%s %s %s %s".formatted(sample.label("job"), sample.label("http_request_method"), sample.label("http_route"),
                        sample.label("http_response_status_code")), PrometheusClient.Sample::value));
    }

    private static Map<String, Double> growth(Map<String, Double> before) {
        Map<String, Double> growth = new TreeMap<>(requests());
        growth.replaceAll((series, value) -> value - before.getOrDefault(series, 0.0));
        growth.values().removeIf(value -> value == 0);
        return growth;
    }

    private static Map<String, Double> statuses(Result result) {
        Map<String, Double> statuses = new TreeMap<>();
        result.calls().forEach(call -> call.statuses().forEach((status, count) ->
                statuses.put("%s %s %s %d".formatted(call.service(), call.method(), call.route(), status), (double) count)));
        return statuses;
    }

    /** What Gatling itself has counted, from its report's table. */
    private static Map<String, Long> rowsOfReport(RunFolder run) throws IOException {
        Map<String, Long> rows = new HashMap<>();
        Matcher row = ROW_OF_REPORT.matcher(Files.readString(run.report()));
        while (row.find()) {
            rows.put(row.group(1), Long.parseLong(row.group(2)));
        }
        rows.remove("All Requests");
        return rows;
    }
}
