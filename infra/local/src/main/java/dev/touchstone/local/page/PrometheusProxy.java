package dev.touchstone.local.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Passes questions on to Prometheus, and nothing else: what changes or ends it is not reachable from here. */
final class PrometheusProxy {

    private static final Pattern READ_ONLY =
            Pattern.compile("/api/v1/(query|query_range|query_exemplars|series|labels|label/[a-zA-Z_][a-zA-Z0-9_]*/values|rules|alerts)");
    private static final int LARGEST_QUESTION = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI prometheus;
    private final HttpClient http;

    PrometheusProxy(URI prometheus, HttpClient http) {
        this.prometheus = prometheus;
        this.http = http;
    }

    static boolean answers(String path) {
        return READ_ONLY.matcher(path).matches();
    }

    Reply ask(HttpExchange exchange) throws IOException {
        String question = exchange.getRequestURI().getRawQuery();
        URI address = prometheus.resolve(exchange.getRequestURI().getRawPath() + (question == null ? "" : "?" + question));
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        switch (exchange.getRequestMethod()) {
            case "GET" -> request.GET();
            case "POST" -> {
                byte[] form = exchange.getRequestBody().readNBytes(LARGEST_QUESTION + 1);
                if (form.length > LARGEST_QUESTION) {
                    return Reply.text(413, "That question is too long.\n");
                }
                request.header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofByteArray(form));
            }
            default -> {
                return Reply.text(405, "Only GET and POST are answered here.\n");
            }
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), Reply.JSON, response.body());
        } catch (IOException unreachable) {
            return unavailable("Prometheus does not answer at %s: %s".formatted(prometheus, unreachable));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable("The page is being closed.");
        }
    }

    /** In Prometheus' own form of an error, so that the browser needs to know one. */
    private static Reply unavailable(String message) throws IOException {
        return new Reply(502, Reply.JSON, JSON.writeValueAsBytes(Map.of("status", "error", "errorType", "unavailable", "error", message)));
    }
}
