package dev.touchstone.mes.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.platform.http.OpenApiRoute;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    @Test
    void describesEveryRouteAndNoOther() throws IOException {
        RoutesSaid routes = new RoutesSaid("", new TreeSet<>());
        routes.register(WorkOrderRoutes.PATH, new WorkOrderRoutes(null, null, 1));
        routes.register(DeadLetterRoutes.PATH, new DeadLetterRoutes(null, null, null));
        routes.register(new OpenApiRoute());

        assertThat(described()).isEqualTo(routes.said());
    }

    private static Set<String> described() throws IOException {
        Set<String> described = new TreeSet<>();
        try (InputStream document = OpenApiTest.class.getResourceAsStream("/openapi.yaml")) {
            Map<String, Map<String, Map<String, ?>>> openapi = new Yaml().load(document);
            openapi.get("paths").forEach((path, item) -> item.keySet().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        }
        return described;
    }

    /** Listens to services while they say their routes. */
    private record RoutesSaid(String prefix, Set<String> said) implements HttpRules {

        @Override
        public HttpRules register(HttpService... services) {
            return register("", services);
        }

        @Override
        public HttpRules register(String path, HttpService... services) {
            for (HttpService service : services) {
                service.routing(new RoutesSaid(prefix + path, said));
            }
            return this;
        }

        @Override
        public HttpRules route(Method method, String path, Handler handler) {
            said.add(method.text() + " " + (path.equals("/") ? prefix : prefix + path));
            return this;
        }

        @Override
        public HttpRules route(HttpRoute route) {
            throw new UnsupportedOperationException("a route without a path and method of its own can't be described");
        }
    }
}
