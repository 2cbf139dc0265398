package dev.touchstone.platform.http;

import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/** Listens to a service's routes while they are registered, so that its OpenAPI document can be held against them. */
public final class RecordedRoutes implements HttpRules {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final String prefix;
    private final Set<String> routes;

    public RecordedRoutes() {
        this("", new TreeSet<>());
    }

    private RecordedRoutes(String prefix, Set<String> routes) {
        this.prefix = prefix;
        this.routes = routes;
    }

    /** As {@code GET /api/v1/orders/{id}}. */
    public Set<String> routes() {
        return routes;
    }

    /** What {@code openapi.yaml} of the class path describes, in the same form. */
    public static Set<String> described() {
        Set<String> described = new TreeSet<>();
        document().get("paths").forEach((path, item) -> ((Map<?, ?>) item).keySet().stream().map(String::valueOf).filter(METHODS::contains)
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return described;
    }

    /** {@code openapi.yaml} of the class path. */
    public static Map<String, Map<String, Object>> document() {
        try (InputStream yaml = RecordedRoutes.class.getResourceAsStream("/openapi.yaml")) {
            return new Yaml().load(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public HttpRules register(HttpService... services) {
        return register("", services);
    }

    @Override
    public HttpRules register(String path, HttpService... services) {
        for (HttpService service : services) {
            service.routing(new RecordedRoutes(prefix + path, routes));
        }
        return this;
    }

    @Override
    public HttpRules route(Method method, String path, Handler handler) {
        routes.add(method.text() + " " + prefix + (path.equals("/") ? "" : path));
        return this;
    }

    @Override
    public HttpRules route(HttpRoute route) {
        throw new UnsupportedOperationException("a route without a path and method of its own can't be described");
    }
}
