package dev.touchstone.mes.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.platform.http.OpenApiRoute;
import dev.touchstone.platform.http.RecordedRoutes;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    @Test
    void describesEveryRouteAndNoOther() {
        RecordedRoutes routes = new RecordedRoutes();
        routes.register(WorkOrderRoutes.PATH, new WorkOrderRoutes(null, null, 1, null));
        routes.register(DeadLetterRoutes.PATH, new DeadLetterRoutes(null, null, null));
        routes.register(new OpenApiRoute());

        assertThat(RecordedRoutes.described()).isEqualTo(routes.routes());
    }
}
