package dev.touchstone.shop.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.platform.http.OpenApiRoute;
import dev.touchstone.platform.http.RecordedRoutes;
import dev.touchstone.shop.domain.order.OrderStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private final Map<String, Map<String, Object>> document = RecordedRoutes.document();

    @Test
    void describesEveryRouteAndNoOther() {
        RecordedRoutes routes = new RecordedRoutes();
        routes.register(ModelRoutes.PATH, new ModelRoutes(null));
        routes.register(OrderRoutes.PATH, new OrderRoutes(null, null, null, null, null));
        routes.register(new OpenApiRoute());

        assertThat(RecordedRoutes.described()).isEqualTo(routes.routes());
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

    private static List<String> references(Object node) {
        return switch (node) {
            case Map<?, ?> map when map.get("$ref") instanceof String reference -> List.of(reference);
            case Map<?, ?> map -> map.values().stream().flatMap(child -> references(child).stream()).toList();
            case List<?> list -> list.stream().flatMap(child -> references(child).stream()).toList();
            case null, default -> List.of();
        };
    }
}
