package dev.touchstone.local.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

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
        try {
            HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == status ? good() : down("GET " + address + " answered " + answer.statusCode());
        } catch (IOException e) {
            return down("GET " + address + ": " + down(e).detail());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return down("interrupted");
        }
    }

    /** Up when an AMQP 0-9-1 protocol header is answered with a method frame (specification 2.2.4 and 2.3.5). */
    static Health ofAmqp(String host, int port) {
        try (Socket socket = new Socket()) {
            int patience = (int) PATIENCE.toMillis();
            socket.connect(new InetSocketAddress(host, port), patience);
            socket.setSoTimeout(patience);
            socket.getOutputStream().write("AMQP\0\0\11\1".getBytes(StandardCharsets.ISO_8859_1));
            int frameType = socket.getInputStream().read();
            return frameType == 1 ? good() : down("port " + port + " does not speak AMQP 0-9-1");
        } catch (IOException e) {
            return down("AMQP at port " + port + ": " + down(e).detail());
        }
    }
}
