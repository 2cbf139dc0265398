package dev.touchstone.local.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Whether a server does its work.
 *
 * @param up     whether it answered as it should
 * @param detail what it answered, or what failed
 */
public record Health(boolean up, String detail) {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

    static Health good() {
        return new Health(true, "ok");
    }

    static Health down(String detail) {
        return new Health(false, detail);
    }

    static Health down(Exception reason) {
        return down(reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage());
    }

    /** Up when a GET is answered with the status. */
    static Health ofHttp(URI address, int status) {
        return of(HttpRequest.newBuilder(address), status);
    }

    /** Up when a GET with the credentials (RFC 7617) is answered with 200. */
    static Health ofHttp(URI address, String user, String password) {
        String credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return of(HttpRequest.newBuilder(address).header("Authorization", "Basic " + credentials), 200);
    }

    private static Health of(HttpRequest.Builder request, int status) {
        HttpRequest get = request.timeout(PATIENCE).build();
        try {
            HttpResponse<Void> answer = HTTP.send(get, HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == status ? good() : down("GET " + get.uri() + " answered " + answer.statusCode());
        } catch (IOException e) {
            return down("GET " + get.uri() + ": " + down(e).detail());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return down("interrupted");
        }
    }
}
