package dev.touchstone.crm.adapter.in.http;

import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderPage;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.platform.http.Problem;
import dev.touchstone.platform.http.ProblemException;
import dev.touchstone.platform.http.QueryParameters;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.UUID;

/** What the address of a request says about orders. */
final class OrderParameters {
    private static final int DEFAULT_LIMIT = 50;
    private static final int UUID_LENGTH = 36;

    private OrderParameters() {}

    /** @throws ProblemException 404 when the path's {@code id} is no UUID, since no order can have it */
    static OrderId id(ServerRequest request) {
        String text = request.path().pathParameters().get("id");
        try {
            if (text.length() == UUID_LENGTH) { // UUID.fromString takes shortened groups
                return new OrderId(UUID.fromString(text));
            }
        } catch (IllegalArgumentException _) {
            // Answered as below.
        }
        throw new ProblemException(Problem.of(Status.NOT_FOUND_404, "order-not-found", "Order not found", "An order's id is a UUID."));
    }

    static OrderPage page(ServerRequest request) {
        return QueryParameters.read(request, query -> new OrderPage(
                query.constant("status", OrderStatus.class),
                query.uuid("after").map(OrderId::new),
                query.integer("limit", 1, OrderPage.LARGEST, DEFAULT_LIMIT)));
    }
}
