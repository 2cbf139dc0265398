package dev.touchstone.local.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Makes virtual hosts by the broker's HTTP API. */
public record VirtualHosts(URI management, String user, String password) {

    /** Not HTTP/2: the broker answers an offered upgrade by closing the connection. */
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Makes the virtual host and lets the user do everything in it. */
    public void make(String name) {
        put("/api/vhosts/" + name, "{}");
        put("/api/permissions/" + name + "/" + user, """
                {"configure": ".*", "write": ".*", "read": ".*"}""");
    }

    private void put(String path, String body) {
        String credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(management.resolve(path)).header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)).build();
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("PUT " + path + " answered " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("PUT " + path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
