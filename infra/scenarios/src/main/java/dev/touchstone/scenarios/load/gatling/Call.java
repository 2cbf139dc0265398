package dev.touchstone.scenarios.load.gatling;

import dev.touchstone.scenarios.load.Target;
import java.net.URI;
import java.util.Set;
import java.util.function.Function;

/** The requests that people send, by the route templates under which the services count them. */
enum Call {
    UPLOAD_MODEL("shop-api", Target::shop, "POST", "/api/v1/models", 200, 201),
    PLACE_ORDER("shop-api", Target::shop, "POST", "/api/v1/orders", 201),
    SEE_ORDER("shop-api", Target::shop, "GET", "/api/v1/orders/{id}", 200),
    SEE_ORDERS("shop-api", Target::shop, "GET", "/api/v1/orders", 200),
    ACCEPT("shop-api", Target::shop, "POST", "/api/v1/orders/{id}/acceptance", 200),
    CANCEL("shop-api", Target::shop, "POST", "/api/v1/orders/{id}/cancellation", 200),

    OPEN_SESSION("crm-api", Target::crm, "POST", "/api/v1/sessions", 201),
    SEE_ALL_ORDERS("crm-api", Target::crm, "GET", "/api/v1/orders", 200),
    // Two managers may reach for the same order: that the later one is told so is right.
    APPROVE("crm-api", Target::crm, "POST", "/api/v1/orders/{id}/approval", 200, 409),
    SHIP("crm-api", Target::crm, "POST", "/api/v1/orders/{id}/shipment", 200, 409),
    CLOSE("crm-api", Target::crm, "POST", "/api/v1/orders/{id}/closure", 200, 409),
    END_SESSION("crm-api", Target::crm, "DELETE", "/api/v1/sessions/current", 204),

    SEE_WORK_ORDERS("mes-pipeline", Target::mes, "GET", "/api/v1/work-orders", 200),
    SEE_WORK_ORDER("mes-pipeline", Target::mes, "GET", "/api/v1/work-orders/{id}", 200),
    FETCH_MODEL("mes-pipeline", Target::mes, "GET", "/api/v1/work-orders/{id}/model", 200),
    FETCH_TOOLPATH("mes-pipeline", Target::mes, "GET", "/api/v1/work-orders/{id}/toolpath", 200),
    SEND_SCAN("mes-pipeline", Target::mes, "POST", "/api/v1/work-orders/{id}/scan", 200, 201);

    private final String service;
    private final Function<Target, URI> base;
    private final String method;
    private final String route;
    private final Set<Integer> right;

    Call(String service, Function<Target, URI> base, String method, String route, Integer... right) {
        this.service = service;
        this.base = base;
        this.method = method;
        this.route = route;
        this.right = Set.of(right);
    }

    /** What the reports call it. */
    String title() {
        return "%s %s %s".formatted(service, method, route);
    }

    String service() {
        return service;
    }

    String method() {
        return method;
    }

    String route() {
        return route;
    }

    /** The statuses that the caller has to get while all is well. */
    Set<Integer> right() {
        return right;
    }

    /** @param id what stands in the route's place for one, where it has one */
    String address(Target target, String id) {
        return base.apply(target) + route.replace("{id}", id);
    }
}
