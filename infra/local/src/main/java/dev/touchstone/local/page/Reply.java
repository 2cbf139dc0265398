package dev.touchstone.local.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the page answers. */
record Reply(int status, String type, byte[] body) {

    static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    static Reply json(byte[] body) {
        return new Reply(200, JSON, body);
    }

    static Reply text(int status, String message) {
        return new Reply(status, TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    static Reply notFound() {
        return text(404, "There is no such page here.\n");
    }

    void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        // -1: no body at all, while 0 would mean one of unknown length.
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
