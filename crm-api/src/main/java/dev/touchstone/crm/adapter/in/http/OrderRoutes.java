package dev.touchstone.crm.adapter.in.http;

import dev.touchstone.crm.application.port.in.ApproveOrder;
import dev.touchstone.crm.application.port.in.CloseOrder;
import dev.touchstone.crm.application.port.in.ShipOrder;
import dev.touchstone.crm.application.port.in.ViewOrders;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.platform.http.Problem;
import dev.touchstone.platform.http.Problems;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code /api/v1/orders}: every customer's orders, and the steps that are a manager's. */
public final class OrderRoutes implements HttpService {
    public static final String PATH = "/api/v1/orders";

    private final ViewOrders viewOrders;
    private final ApproveOrder approveOrder;
    private final ShipOrder shipOrder;
    private final CloseOrder closeOrder;
    private final SessionRequired session;

    public OrderRoutes(ViewOrders viewOrders, ApproveOrder approveOrder, ShipOrder shipOrder, CloseOrder closeOrder, SessionRequired session) {
        this.viewOrders = viewOrders;
        this.approveOrder = approveOrder;
        this.shipOrder = shipOrder;
        this.closeOrder = closeOrder;
        this.session = session;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", session.then(this::list))
                .get("/{id}", session.then(this::view))
                .post("/{id}/approval", session.then(this::approve))
                .post("/{id}/shipment", session.then(this::ship))
                .post("/{id}/closure", session.then(this::close));
    }

    private void list(ServerRequest request, ServerResponse response, ActiveSession session) {
        response.send(OrderJson.of(viewOrders.orders(OrderParameters.page(request))));
    }

    private void view(ServerRequest request, ServerResponse response, ActiveSession session) {
        OrderId id = OrderParameters.id(request);
        viewOrders.order(id).ifPresentOrElse(order -> response.send(OrderJson.of(order)), () -> Problems.send(request, response, unknown(id)));
    }

    private void approve(ServerRequest request, ServerResponse response, ActiveSession session) {
        switch (approveOrder.approve(new ApproveOrder.Command(OrderParameters.id(request), session.user()))) {
            case ApproveOrder.Approved(Order order) -> response.send(OrderJson.of(order));
            case ApproveOrder.UnknownOrder(OrderId id) -> Problems.send(request, response, unknown(id));
            case ApproveOrder.NotAccepted(OrderId id, OrderStatus status) -> Problems.send(request, response, notIn(OrderStatus.ACCEPTED, id, status));
            case ApproveOrder.ChangedMeanwhile(OrderId id) -> Problems.send(request, response, changed(id));
        }
    }

    private void ship(ServerRequest request, ServerResponse response, ActiveSession session) {
        switch (shipOrder.ship(new ShipOrder.Command(OrderParameters.id(request), session.user()))) {
            case ShipOrder.Shipped(Order order) -> response.send(OrderJson.of(order));
            case ShipOrder.UnknownOrder(OrderId id) -> Problems.send(request, response, unknown(id));
            case ShipOrder.NotProduced(OrderId id, OrderStatus status) -> Problems.send(request, response, notIn(OrderStatus.PRODUCED, id, status));
            case ShipOrder.ChangedMeanwhile(OrderId id) -> Problems.send(request, response, changed(id));
        }
    }

    private void close(ServerRequest request, ServerResponse response, ActiveSession session) {
        switch (closeOrder.close(new CloseOrder.Command(OrderParameters.id(request), session.user()))) {
            case CloseOrder.Closed(Order order) -> response.send(OrderJson.of(order));
            case CloseOrder.UnknownOrder(OrderId id) -> Problems.send(request, response, unknown(id));
            case CloseOrder.NotShipped(OrderId id, OrderStatus status) -> Problems.send(request, response, notIn(OrderStatus.SHIPPED, id, status));
            case CloseOrder.ChangedMeanwhile(OrderId id) -> Problems.send(request, response, changed(id));
        }
    }

    private static Problem unknown(OrderId id) {
        return Problem.of(Status.NOT_FOUND_404, "order-not-found", "Order not found", "There is no order " + id + ".");
    }

    private static Problem notIn(OrderStatus needed, OrderId id, OrderStatus status) {
        return Problem.of(Status.CONFLICT_409, "order-status", "Order in another status",
                "This needs an order that is " + needed + "; order " + id + " is " + status + ".");
    }

    private static Problem changed(OrderId id) {
        return Problem.of(Status.CONFLICT_409, "order-changed", "Order changed meanwhile",
                "Order " + id + " was changed by someone else at the same moment; look at it again.");
    }
}
