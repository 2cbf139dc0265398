package dev.touchstone.local.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Stands for a service: healthy, with one metric. Its {@code /halt} ends it as a crash would. Uses the JDK alone, for it is packed into a jar. */
public final class StubService {

    private StubService() {
    }

    public static void main(String[] arguments) throws IOException {
        listen(Integer.parseInt(System.getenv("SERVER_PORT")));
        HttpServer observe = listen(Integer.parseInt(System.getenv("OBSERVE_PORT")));
        answer(observe, "/health/ready", "text/plain", "ok");
        answer(observe, "/metrics", "text/plain; version=0.0.4", "# TYPE stub gauge\nstub 1\n");
        answer(observe, "/environment/db-user", "text/plain", System.getenv("DB_USER"));
        observe.createContext("/halt", exchange -> Runtime.getRuntime().halt(3));
    }

    private static HttpServer listen(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.start();
        return server;
    }

    private static void answer(HttpServer server, String path, String type, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }
}
