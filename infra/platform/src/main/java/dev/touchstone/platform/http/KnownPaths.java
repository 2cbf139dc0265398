package dev.touchstone.platform.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Listens to services while they say their routes, to know two things that Helidon does not tell: that a known path was
 * asked for with another method, which is 405 with {@code Allow} (RFC 9110, 15.5.6) and not 404; and which route a
 * request was meant for that a filter has refused, so that it is counted there.
 */
final class KnownPaths implements HttpRules {
    private record Path(PathMatcher matcher, TreeSet<String> methods) {
    }

    private final String prefix;
    private final Map<String, Path> paths;

    KnownPaths() {
        this("", new LinkedHashMap<>());
    }

    private KnownPaths(String prefix, Map<String, Path> paths) {
        this.prefix = prefix;
        this.paths = paths;
    }

    /** Tells of every route's method and template. */
    void forEach(BiConsumer<String, String> route) {
        paths.forEach((template, path) -> path.methods().forEach(method -> route.accept(method, template)));
    }

    /** To be called after the services have registered with {@code rules} themselves: the first match wins. */
    void refuseOtherMethods(HttpRules rules) {
        paths.forEach((template, path) -> {
            String methods = String.join(", ", path.methods());
            Header allow = HeaderValues.create(HeaderNames.ALLOW, methods);
            Handler refusal = (_, _) -> {
                throw new ProblemException(Problem.of(Status.METHOD_NOT_ALLOWED_405, "This address takes " + methods + "."), allow);
            };
            rules.any(template, refusal);
            // A service's root answers with and without the slash.
            rules.any(template + "/", refusal);
        });
    }

    /** Filter that leaves each request with the template of its route, spelled the same for all ways to get there. */
    void nameRoute(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        try {
            chain.proceed();
        } finally {
            request.matchingPattern().ifPresentOrElse(
                    matched -> request.matchingPattern(withoutSlash(matched)),
                    () -> paths.forEach((template, path) -> {
                        if (request.matchingPattern().isEmpty() && path.matcher().match(request.path()).accepted()) {
                            request.matchingPattern(template);
                        }
                    }));
        }
    }

    @Override
    public HttpRules register(HttpService... services) {
        return register("", services);
    }

    @Override
    public HttpRules register(String path, HttpService... services) {
        for (HttpService service : services) {
            service.routing(new KnownPaths(prefix + path, paths));
        }
        return this;
    }

    @Override
    public HttpRules route(Method method, String path, Handler handler) {
        paths.computeIfAbsent(withoutSlash(prefix + path), template -> new Path(PathMatchers.create(template), new TreeSet<>()))
                .methods().add(method.text());
        return this;
    }

    @Override
    public HttpRules route(HttpRoute route) {
        return this;
    }

    private static String withoutSlash(String template) {
        return template.length() > 1 && template.endsWith("/") ? template.substring(0, template.length() - 1) : template;
    }
}
