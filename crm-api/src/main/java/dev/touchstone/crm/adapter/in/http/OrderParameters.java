package dev.touchstone.crm.adapter.in.http;

import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderPage;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.platform.http.PathParameters;
import dev.touchstone.platform.http.Problem;
import dev.touchstone.platform.http.ProblemException;
import dev.touchstone.platform.http.QueryParameters;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;

/** What the address of a request says about orders. */
final class OrderParameters {
    private static final int DEFAULT_LIMIT = 50;

    private OrderParameters() {}

    /** @throws ProblemException 404 when the path's {@code id} is no UUID, since no order can have it */
    static OrderId id(ServerRequest request) {
        return new OrderId(PathParameters.uuid(request, "id",
                Problem.of(Status.NOT_FOUND_404, "order-not-found", "Order not found", "An order's id is a UUID.")));
    }

    static OrderPage page(ServerRequest request) {
        return QueryParameters.read(request, query -> new OrderPage(
                query.constant("status", OrderStatus.class),
                query.uuid("after").map(OrderId::new),
                query.integer("limit", 1, OrderPage.LARGEST, DEFAULT_LIMIT)));
    }
}
