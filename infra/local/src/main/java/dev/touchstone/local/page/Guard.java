package dev.touchstone.local.page;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets only those in who ask for the page by its own name, and tells browsers to load nothing from elsewhere. */
final class Guard extends Filter {

    /** Styles are set from scripts alone, which a policy for styles does not concern; attributes in the markup stay forbidden. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Set<String> hosts;

    Guard(Set<String> further) {
        this.hosts = Stream.concat(Stream.of("localhost", "127.0.0.1", "[::1]"), further.stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String description() {
        return "own name, safe headers";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        if (hosts.contains(host(exchange))) {
            chain.doFilter(exchange);
        } else {
            try (exchange) {
                Reply.text(421, "This page is not called by that name.\n").send(exchange);
            }
        }
    }

    private static String host(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        return host == null ? "" : host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }
}
