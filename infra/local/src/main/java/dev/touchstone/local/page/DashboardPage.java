package dev.touchstone.local.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The page of dashboards, from its start until it is closed. */
public final class DashboardPage implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> READ = Set.of("GET", "HEAD");

    private final HttpServer server;
    private final ExecutorService threads;
    private final HttpClient http;
    private final DashboardFiles dashboards;
    private final PageFiles files;
    private final PrometheusProxy prometheus;
    private final ReceivedAlerts alerts;
    private final PageSettings settings;

    private DashboardPage(PageSettings settings) throws IOException {
        this.settings = settings;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
        this.dashboards = new DashboardFiles(settings.dashboards());
        this.files = new PageFiles();
        this.prometheus = new PrometheusProxy(settings.prometheus(), http);
        this.alerts = new ReceivedAlerts(Clock.systemUTC());
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.server = HttpServer.create(settings.listen(), 0);
        server.setExecutor(threads);
        HttpContext everything = server.createContext("/", this::handle);
        everything.getFilters().add(new Guard(settings.hosts()));
    }

    /**
     * Starts to listen. Prometheus need not run yet: the panels say that it does not answer.
     *
     * @throws IOException when the address is taken
     */
    public static DashboardPage start(PageSettings settings) throws IOException {
        DashboardPage page = new DashboardPage(settings);
        page.server.start();
        return page;
    }

    /** Where a browser of this machine finds it. */
    public URI address() {
        InetSocketAddress bound = server.getAddress();
        return URI.create("http://%s:%d".formatted(bound.getAddress().isAnyLocalAddress() ? "127.0.0.1" : bound.getAddress().getHostAddress(), bound.getPort()));
    }

    /** Where Alertmanager's webhook delivers to. */
    public URI webhook() {
        return address().resolve("/api/alerts");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = reply(exchange);
            } catch (IOException unreadable) {
                reply = Reply.text(500, "That can not be read: %s%n".formatted(unreadable.getMessage()));
            }
            reply.send(exchange);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (PrometheusProxy.answers(path)) {
            return prometheus.ask(exchange);
        }
        if (path.equals("/api/alerts") && exchange.getRequestMethod().equals("POST")) {
            return receive(exchange);
        }
        if (!READ.contains(exchange.getRequestMethod())) {
            return Reply.text(405, "That can only be read.\n");
        }
        return switch (path) {
            case "/" -> home(exchange);
            case "/health" -> Reply.text(200, "ok\n");
            case "/api/alerts" -> alerts.list();
            case "/api/dashboards" -> dashboards.list();
            case "/api/settings" -> Reply.json(JSON.writeValueAsBytes(Map.of("traces", settings.traces().map(URI::toString).orElse(""))));
            case "/api/runbooks" -> runbooks(settings.runbooks());
            case String dashboard when dashboard.startsWith("/api/dashboards/") -> dashboards.one(rest(dashboard, "/api/dashboards/"));
            case String asset when asset.startsWith("/assets/") -> files.file(rest(asset, "/assets/"));
            case String page when page.startsWith("/d/") || page.equals("/docs/runbooks.md") -> files.index();
            default -> Reply.notFound();
        };
    }

    private static Reply home(HttpExchange exchange) {
        exchange.getResponseHeaders().set("Location", "/d/overview");
        return Reply.text(302, "The overview is at /d/overview.\n");
    }

    /** A page of another site can not send JSON here unasked: the browser would ask for leave first, which nobody gives. */
    private Reply receive(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            return Reply.text(415, "A notification is JSON.\n");
        }
        return alerts.receive(exchange.getRequestBody().readNBytes(ReceivedAlerts.LARGEST_NOTIFICATION + 1));
    }

    private static Reply runbooks(Path document) throws IOException {
        return Files.isRegularFile(document) ? new Reply(200, "text/markdown; charset=utf-8", Files.readAllBytes(document)) : Reply.notFound();
    }

    private static String rest(String path, String prefix) {
        return path.substring(prefix.length());
    }

    /** Ends at once; what is being answered is cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
