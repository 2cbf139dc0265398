package dev.touchstone.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** One HTTP API: every call is bounded in time, and an answer that is no success is thrown as a {@link SuiteFailure}. */
final class Api {

    private static final Duration CALL = Duration.ofSeconds(15);
    private static final Duration TRANSFER = Duration.ofMinutes(2);

    private final HttpClient http;
    private final URI base;
    private final UnaryOperator<HttpRequest.Builder> credentials;

    /**
     * @param base        the address that paths are resolved against
     * @param credentials puts the caller's proof into every request
     */
    Api(HttpClient http, URI base, UnaryOperator<HttpRequest.Builder> credentials) {
        this.http = http;
        this.base = base;
        this.credentials = credentials;
    }

    static HttpClient newHttpClient() {
        // HTTP/1.1 alone: the offer to change to HTTP/2 would go out with every upload's first bytes.
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    }

    JsonNode get(String path) {
        return json(send("GET", path, BodyPublishers.noBody()));
    }

    JsonNode post(String path) {
        return json(send("POST", path, BodyPublishers.noBody()));
    }

    HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String... headers) {
        return send(method, path, body, BodyHandlers.ofByteArray(), CALL, headers);
    }

    /** Sends a body that may be many megabytes. */
    HttpResponse<byte[]> upload(String path, BodyPublisher body, String... headers) {
        return send("POST", path, body, BodyHandlers.ofByteArray(), TRANSFER, headers);
    }

    /** Writes the answer's body to a file without holding it in memory. */
    void download(String path, Path target) {
        send("GET", path, BodyPublishers.noBody(), response -> success(response.statusCode())
                ? BodySubscribers.mapping(BodySubscribers.ofFile(target), file -> new byte[0])
                : BodySubscribers.ofByteArray(), TRANSFER);
    }

    private HttpResponse<byte[]> send(String method, String path, BodyPublisher body, BodyHandler<byte[]> handler,
            Duration timeout, String... headers) {
        URI address = base.resolve(path);
        String call = method + " " + address;
        HttpRequest.Builder request =
                credentials.apply(HttpRequest.newBuilder(address).timeout(timeout).method(method, body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> response;
        try {
            response = http.send(request.build(), handler);
        } catch (IOException failed) {
            throw new ServiceUnreachable(call, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServiceUnreachable(call, interrupted);
        }
        if (!success(response.statusCode())) {
            throw new RequestRefused(call, problem(response));
        }
        return response;
    }

    private static boolean success(int status) {
        return status / 100 == 2;
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return Json.parse(response.body());
        } catch (IOException notJson) {
            throw new ServiceUnreachable(response.request().method() + " " + response.uri(), notJson);
        }
    }

    private static Problem problem(HttpResponse<byte[]> response) {
        try {
            return Problem.of(response.statusCode(), Json.parse(response.body()));
        } catch (IOException notJson) {
            String text = new String(response.body(), StandardCharsets.UTF_8).strip();
            return new Problem(response.statusCode(), "", "", text.substring(0, Math.min(200, text.length())), List.of());
        }
    }
}
