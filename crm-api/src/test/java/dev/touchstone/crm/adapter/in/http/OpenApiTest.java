package dev.touchstone.crm.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.platform.http.OpenApiRoute;
import dev.touchstone.platform.http.RecordedRoutes;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    @Test
    void describesEveryRouteAndNoOther() {
        SessionRequired session = new SessionRequired(null, new SessionCookie(false));
        RecordedRoutes routes = new RecordedRoutes();
        routes.register(SessionRoutes.PATH, new SessionRoutes(null, null, null, session, null));
        routes.register(OrderRoutes.PATH, new OrderRoutes(null, null, null, null, session));
        routes.register(new OpenApiRoute());

        assertThat(RecordedRoutes.described()).isEqualTo(routes.routes());
    }
}
