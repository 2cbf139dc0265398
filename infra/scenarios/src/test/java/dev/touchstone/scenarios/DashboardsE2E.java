package dev.touchstone.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.client.Order;
import dev.touchstone.local.client.Patience;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.page.DashboardFile;
import dev.touchstone.local.page.DashboardFile.Question;
import dev.touchstone.local.page.DashboardPage;
import dev.touchstone.local.page.PageSettings;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.stack.Ports;
import dev.touchstone.local.stack.Stack;
import dev.touchstone.local.stack.StackPort;
import dev.touchstone.local.stack.StackSettings;
import dev.touchstone.local.traffic.DemoTraffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboards against a running suite that people order from: every question of every panel is answered, and a browser draws every panel.
 * With {@code -Ddashboards.images=write} the pictures of the README are taken anew.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class DashboardsE2E {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration ORDER_EVERY = Duration.ofSeconds(2);
    private static final int WINDOW = 300;
    private static final int WIDTH = 1440;
    /** Higher than any dashboard: what is out of sight is not asked for. */
    private static final int HEIGHT = 3600;
    private static final Set<String> IN_THE_README = Set.of("overview", "conveyor", "plan");
    private static final int README_HEIGHT = 1000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Path folder;
    private Stack stack;
    private SuiteClient suite;
    private DashboardPage page;
    private DemoTraffic traffic;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        this.folder = folder;
        StackSettings settings = StackSettings.of(Project.find()).in(folder.resolve("suite")).on(Ports.free());
        stack = Stack.start(settings, event -> System.out.println("[e2e] " + event));
        suite = Suites.client(stack.addresses());
        page = DashboardPage.start(PageSettings.onLoopback(settings.ports().of(StackPort.DASHBOARDS), settings.project().root(), stack.addresses().prometheus(),
                Optional.of(stack.addresses().zipkin().resolve("/zipkin/traces/"))));
        traffic = new DemoTraffic(suite, Patience.of(PATIENCE), new Quiet());
        traffic.beginEveryKind();
        threads.submit(() -> {
            while (!Thread.interrupted()) {
                Thread.sleep(ORDER_EVERY);
                if (traffic.tally().underWay() < 6) {
                    traffic.begin();
                }
            }
            return null;
        });
    }

    @AfterAll
    void stop() {
        threads.shutdownNow();
        for (AutoCloseable part : new AutoCloseable[] {traffic, page, suite, stack, http}) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                System.out.println("[e2e] " + e);
            }
        }
    }

    @Test
    @org.junit.jupiter.api.Order(1)
    void everyQuestionOfEveryPanelReturnsDataFromTheRunningSuite() {
        List<Question> questions = DashboardFile.all().stream().flatMap(dashboard -> dashboard.questions().stream()).toList();
        AtomicReference<List<Question>> unanswered = new AtomicReference<>(questions);

        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(3)).untilAsserted(() -> {
            unanswered.set(unanswered.get().stream().filter(question -> !returnsData(question)).toList());
            assertThat(unanswered.get()).as("without data").extracting(question -> question.where() + ": " + question.expression()).isEmpty();
        });
    }

    @Test
    @org.junit.jupiter.api.Order(2)
    void aBrowserDrawsEveryPanelOfEveryDashboardWithoutAnError() throws Exception {
        try (Browser browser = browser()) {
            for (DashboardFile dashboard : DashboardFile.all()) {
                draw(browser, dashboard);
                Path images = Files.createDirectories(Project.find().file("infra/scenarios/target/dashboards"));
                Files.write(images.resolve(dashboard.uid() + ".png"), browser.screenshot(WIDTH, bottom(browser, HEIGHT)));
                if (IN_THE_README.contains(dashboard.uid()) && "write".equals(System.getProperty("dashboards.images"))) {
                    Files.write(Files.createDirectories(Project.find().file("docs/images")).resolve(dashboard.uid() + ".png"), browser.screenshot(WIDTH, bottom(browser, README_HEIGHT)));
                }
            }
        }
    }

    @Test
    @org.junit.jupiter.api.Order(3)
    void aChosenRouteIsAllThatIsShown() throws Exception {
        try (Browser browser = browser()) {
            open(browser, page.address().resolve("/d/shop-api?var-route=%2Fapi%2Fv1%2Forders%2F%7Bid%7D"));

            JsonNode legend = browser.evaluate("[...document.querySelectorAll('[data-title=\"Latency by route, p95\"] .legend .name')].map(name => name.textContent)");
            assertThat(legend).extracting(JsonNode::asText).containsExactly("GET /api/v1/orders/{id}");
            assertThat(browser.evaluate("document.querySelector('#variables summary').textContent").asText()).isEqualTo("Route /api/v1/orders/{id}");
        }
    }

    @Test
    @org.junit.jupiter.api.Order(4)
    void anAlertThatIsDeliveredAppearsOnThePageByItself() throws Exception {
        try (Browser browser = browser()) {
            open(browser, page.address().resolve("/d/overview"));
            String notification = """
                    {"version":"4","alerts":[{"status":"firing","fingerprint":"f1","labels":{"alertname":"TriedByATest","severity":"ticket"},
                    "annotations":{"summary":"<img src=x onerror=alert(1)>"},"startsAt":"%s"}]}""".formatted(Instant.now());
            HttpRequest delivery = HttpRequest.newBuilder(page.webhook()).header("Content-Type", "application/json").POST(BodyPublishers.ofString(notification)).build();
            assertThat(http.send(delivery, BodyHandlers.discarding()).statusCode()).isEqualTo(204);

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() ->
                    assertThat(browser.evaluate("document.querySelector('#alerts').textContent").asText()).contains("TriedByATest", "<img src=x onerror=alert(1)>"));
            assertThat(browser.evaluate("document.querySelectorAll('#alerts img').length").asInt()).as("markup in an alert is text").isZero();
        }
    }

    @Test
    @org.junit.jupiter.api.Order(5)
    void aPanelSaysThatPrometheusIsAway() throws Exception {
        PageSettings nowhere = PageSettings.onLoopback(0, Project.find().root(), URI.create("http://127.0.0.1:1"), Optional.empty());
        try (DashboardPage lonely = DashboardPage.start(nowhere); Browser browser = browser()) {
            open(browser, lonely.address().resolve("/d/mes-db"));

            assertThat(browser.evaluate("[...document.querySelectorAll('.panel')].every(panel => panel.dataset.state === 'failed')").asBoolean()).isTrue();
            assertThat(browser.evaluate("document.querySelector('.panel .message').textContent").asText()).startsWith("Prometheus does not answer at http://127.0.0.1:1");
            assertThat(browser.evaluate("document.querySelector('#alerts').textContent").asText()).contains("nothing is known of alerts");
        }
    }

    private void draw(Browser browser, DashboardFile dashboard) {
        URI address = page.address().resolve("/d/%s?from=now-5m&to=now&refresh=off".formatted(dashboard.uid()));
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).untilAsserted(() -> {
            open(browser, address);
            // The machine itself has lost or got a network meanwhile, which Chromium takes as a reason to drop connections on loopback.
            assertThat(browser.troubles()).noneMatch(trouble -> trouble.contains("ERR_NETWORK_CHANGED"));
            assertThat(notDrawn(browser)).as(dashboard.uid()).isEmpty();
        });
        assertThat(browser.troubles()).as(dashboard.uid()).isEmpty();
        assertThat(browser.evaluate("document.querySelectorAll('.panel').length").asInt()).as("panels of " + dashboard.uid()).isEqualTo(dashboard.panels().size());
        assertThat(browser.evaluate("""
                [...document.querySelectorAll('.chart canvas')].filter(canvas =>
                  !new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer).some(pixel => pixel !== 0)).length""").asInt())
                .as("blank charts of " + dashboard.uid()).isZero();
    }

    /** Where the last panel ends that lies within so many pixels, with a margin. */
    private static int bottom(Browser browser, int most) {
        return browser.evaluate("Math.ceil(Math.max(...[...document.querySelectorAll('.panel')].map(panel => panel.getBoundingClientRect().bottom).filter(bottom => bottom <= %d)))"
                .formatted(most)).asInt() + 14;
    }

    private static List<String> notDrawn(Browser browser) {
        JsonNode panels = browser.evaluate("""
                [...document.querySelectorAll('.panel')].filter(panel => panel.dataset.state !== 'drawn' || panel.dataset.drawn === '0')
                  .map(panel => `${panel.dataset.title}: ${panel.dataset.state} ${panel.querySelector('.message').textContent}`)""");
        return JSON.convertValue(panels, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    /** Waits until every panel has said how it is. */
    private static void open(Browser browser, URI address) {
        browser.open(address, WIDTH, HEIGHT, false);
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200)).until(() -> browser.evaluate("""
                document.querySelectorAll('.panel').length > 0 && document.body.dataset.refreshed !== undefined
                  && document.querySelectorAll('.panel[data-state=waiting]').length === 0""").asBoolean());
    }

    private Browser browser() throws Exception {
        Optional<Path> program = Browser.find();
        if (program.isEmpty()) {
            String missing = "no Chromium on the path (or TOUCHSTONE_CHROMIUM): the dashboards are not drawn";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            abort(missing);
        }
        return new Browser(program.get(), Files.createTempDirectory(folder, "browser"));
    }

    /** Whether the last minutes hold a number; what does not parse fails at once, with what Prometheus says of it. */
    private boolean returnsData(Question question) {
        long now = Instant.now().getEpochSecond();
        String form = "query=%s&start=%d&end=%d&step=5".formatted(URLEncoder.encode(question.concrete(WINDOW), StandardCharsets.UTF_8), now - WINDOW, now);
        HttpRequest request = HttpRequest.newBuilder(page.address().resolve("/api/v1/query_range")).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)).build();
        JsonNode answer = answer(request);
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalStateException("%s: %s".formatted(question.where(), answer.path("error").asText()));
        }
        for (JsonNode series : answer.path("data").path("result")) {
            for (JsonNode value : series.path("values")) {
                if (!value.path(1).asText().equals("NaN")) {
                    return true;
                }
            }
        }
        return false;
    }

    private JsonNode answer(HttpRequest request) {
        try {
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static final class Quiet implements DemoTraffic.Listener {

        @Override
        public void ended(String piece, Order order) {
        }

        @Override
        public void failed(String piece, RuntimeException reason) {
            System.out.printf("[e2e] %s: %s%n", piece, reason.getMessage());
        }
    }
}
