package dev.touchstone.crm.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Speaks HTTP to one service, with the headers that it is given and no others.
 *
 * @param headers names and values in turn
 */
public record CrmClient(int port, List<String> headers) {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    public static CrmClient at(int port) {
        return new CrmClient(port, List.of());
    }

    public CrmClient with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new CrmClient(port, List.copyOf(more));
    }

    public CrmClient withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public CrmClient withCookie(String cookie) {
        return with("Cookie", cookie);
    }

    public Answer get(String path) throws Exception {
        return send("GET", path);
    }

    public Answer post(String path) throws Exception {
        return send("POST", path);
    }

    public Answer delete(String path) throws Exception {
        return send("DELETE", path);
    }

    public Answer send(String method, String path) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).method(method, BodyPublishers.noBody());
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
    }

    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() throws IOException {
            return JSON.readTree(response.body());
        }

        /** The last part of the problem's type; empty when the answer is no problem. */
        public String problem() throws IOException {
            boolean isProblem = header("Content-Type").filter("application/problem+json"::equals).isPresent();
            return isProblem ? json().path("type").asText().replace("/problems/", "") : "";
        }

        /** The session cookie that this answer sets, as a request has to send it. */
        public String cookie() {
            return header("Set-Cookie").orElseThrow().split(";", 2)[0];
        }
    }
}
