package dev.touchstone.shop.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.platform.http.OpenApiRoute;
import dev.touchstone.shop.domain.order.OrderStatus;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch", "head", "options");

    private final Map<String, Map<String, Object>> document = document();

    @Test
    void describesEveryRouteAndNoOther() {
        Routes routes = new Routes("", new TreeSet<>());
        routes.register(ModelRoutes.PATH, new ModelRoutes(null));
        routes.register(OrderRoutes.PATH, new OrderRoutes(null, null, null, null, null));
        routes.register(new OpenApiRoute());

        assertThat(described()).isEqualTo(routes.found());
    }

    @Test
    void namesEveryStatusOfAnOrder() {
        Map<?, ?> schemas = (Map<?, ?>) document.get("components").get("schemas");

        assertThat(((Map<?, ?>) schemas.get("OrderStatus")).get("enum"))
                .isEqualTo(Arrays.stream(OrderStatus.values()).map(Enum::name).toList());
    }

    @Test
    void refersOnlyToWhatItHolds() {
        assertThat(references(document)).isNotEmpty().allSatisfy(reference -> {
            Object target = document;
            for (String step : reference.substring("#/".length()).split("/")) {
                target = ((Map<?, ?>) target).get(step);
                assertThat(target).as(reference).isNotNull();
            }
        });
    }

    private Set<String> described() {
        return document.get("paths").entrySet().stream()
                .flatMap(path -> ((Map<?, ?>) path.getValue()).keySet().stream().map(String::valueOf).filter(METHODS::contains)
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> references(Object node) {
        return switch (node) {
            case Map<?, ?> map when map.get("$ref") instanceof String reference -> List.of(reference);
            case Map<?, ?> map -> map.values().stream().flatMap(child -> references(child).stream()).toList();
            case List<?> list -> list.stream().flatMap(child -> references(child).stream()).toList();
            case null, default -> List.of();
        };
    }

    private static Map<String, Map<String, Object>> document() {
        try (InputStream yaml = OpenApiTest.class.getResourceAsStream("/openapi.yaml")) {
            return new Yaml().load(yaml);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Notes the routes that services say they have. */
    private record Routes(String prefix, Set<String> found) implements HttpRules {
        @Override
        public HttpRules register(HttpService... services) {
            return register("", services);
        }

        @Override
        public HttpRules register(String path, HttpService... services) {
            for (HttpService service : services) {
                service.routing(new Routes(prefix + path, found));
            }
            return this;
        }

        @Override
        public HttpRules route(Method method, String path, Handler handler) {
            found.add(method.text() + " " + prefix + (path.equals("/") ? "" : path));
            return this;
        }

        @Override
        public HttpRules route(HttpRoute route) {
            throw new AssertionError("a route whose path and method are not said can not be described: " + route);
        }
    }
}
