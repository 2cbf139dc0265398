package dev.touchstone.platform.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Listens to services while they say their routes, so that a known path with another method is answered with 405 and
 * {@code Allow} (RFC 9110, 15.5.6); Helidon by itself says 404.
 */
final class KnownPaths implements HttpRules {
    private final String prefix;
    private final Map<String, TreeSet<String>> methods;

    KnownPaths() {
        this("", new LinkedHashMap<>());
    }

    private KnownPaths(String prefix, Map<String, TreeSet<String>> methods) {
        this.prefix = prefix;
        this.methods = methods;
    }

    /** To be called after the services have registered with {@code rules} themselves: the first match wins. */
    void refuseOtherMethods(HttpRules rules) {
        methods.forEach((path, allowed) -> {
            Header allow = HeaderValues.create(HeaderNames.ALLOW, String.join(", ", allowed));
            rules.any(path, (request, response) -> {
                throw new ProblemException(Problem.of(Status.METHOD_NOT_ALLOWED_405, "This address takes " + String.join(", ", allowed) + "."), allow);
            });
        });
    }

    @Override
    public HttpRules register(HttpService... services) {
        return register("", services);
    }

    @Override
    public HttpRules register(String path, HttpService... services) {
        for (HttpService service : services) {
            service.routing(new KnownPaths(prefix + path, methods));
        }
        return this;
    }

    @Override
    public HttpRules route(Method method, String path, Handler handler) {
        String full = prefix + (path.equals("/") && !prefix.isEmpty() ? "" : path);
        methods.computeIfAbsent(full, any -> new TreeSet<>()).add(method.text());
        return this;
    }

    @Override
    public HttpRules route(HttpRoute route) {
        return this;
    }
}
