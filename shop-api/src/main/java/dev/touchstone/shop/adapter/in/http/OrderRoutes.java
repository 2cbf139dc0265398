package dev.touchstone.shop.adapter.in.http;

import dev.touchstone.platform.http.JsonBody;
import dev.touchstone.platform.http.PathParameters;
import dev.touchstone.platform.http.Problem;
import dev.touchstone.platform.http.ProblemException;
import dev.touchstone.platform.http.Problems;
import dev.touchstone.platform.http.QueryParameters;
import dev.touchstone.shop.application.port.in.AcceptPrice;
import dev.touchstone.shop.application.port.in.CancelOrder;
import dev.touchstone.shop.application.port.in.NoteShownPrices;
import dev.touchstone.shop.application.port.in.PlaceOrder;
import dev.touchstone.shop.application.port.in.ViewOrders;
import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.IdempotencyKey;
import dev.touchstone.shop.domain.order.Metal;
import dev.touchstone.shop.domain.order.OfferedMetals;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderPage;
import dev.touchstone.shop.domain.order.OrderStatus;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /api/v1/orders}: customers order, follow, accept and cancel. */
public final class OrderRoutes implements HttpService {
    public static final String PATH = "/api/v1/orders";

    /** As in draft-ietf-httpapi-idempotency-key-header; the structured-field quotes of its later versions are not asked for. */
    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final Header REPLAYED = HeaderValues.createCached("Idempotent-Replayed", "true");
    private static final int DEFAULT_PAGE = 50;

    private final PlaceOrder placeOrder;
    private final AcceptPrice acceptPrice;
    private final CancelOrder cancelOrder;
    private final ViewOrders viewOrders;
    private final NoteShownPrices noteShownPrices;

    public OrderRoutes(PlaceOrder placeOrder, AcceptPrice acceptPrice, CancelOrder cancelOrder, ViewOrders viewOrders,
            NoteShownPrices noteShownPrices) {
        this.placeOrder = placeOrder;
        this.acceptPrice = acceptPrice;
        this.cancelOrder = cancelOrder;
        this.viewOrders = viewOrders;
        this.noteShownPrices = noteShownPrices;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/", this::place)
                .get("/", this::list)
                .get("/{id}", this::view)
                .post("/{id}/acceptance", this::accept)
                .post("/{id}/cancellation", this::cancel);
    }

    private void place(ServerRequest request, ServerResponse response) {
        CustomerId customer = Customers.calling(request);
        IdempotencyKey key = key(request);
        PlaceOrder.Command command = JsonBody.read(request, body ->
                new PlaceOrder.Command(customer, key, body.text("model", ModelId::new), body.text("metal", Metal::new)));
        switch (placeOrder.place(command)) {
            case PlaceOrder.Placed(Order order) -> created(response, order);
            case PlaceOrder.Replayed(Order order) -> created(response.header(REPLAYED), order);
            case PlaceOrder.KeyReused() -> Problems.send(request, response, Problem.of(Status.UNPROCESSABLE_CONTENT_422,
                    "idempotency-key-reused", "Idempotency key reused", "This Idempotency-Key placed an order for something else; use a new one."));
            case PlaceOrder.ModelNotUploaded(ModelId model) -> Problems.send(request, response, Problem.of(Status.UNPROCESSABLE_CONTENT_422,
                    "model-not-uploaded", "Model not uploaded", "You uploaded no model " + model + "; send it to " + ModelRoutes.PATH + " first."));
            case PlaceOrder.MetalNotOffered(_, OfferedMetals offered) -> Problems.send(request, response, Problem.of(Status.UNPROCESSABLE_CONTENT_422,
                    "metal-not-offered", "Metal not offered", "The metals on offer are "
                            + offered.metals().stream().map(Metal::name).collect(Collectors.joining(", ")) + "."));
        }
    }

    private void list(ServerRequest request, ServerResponse response) {
        CustomerId customer = Customers.calling(request);
        OrderPage page = QueryParameters.read(request, query -> new OrderPage(
                query.constant("status", OrderStatus.class),
                query.uuid("after").map(OrderId::new),
                query.integer("limit", 1, OrderPage.LARGEST, DEFAULT_PAGE)));
        List<Order> orders = viewOrders.orders(customer, page);
        noteShownPrices.shown(orders);
        response.header(Customers.NO_STORE).send(OrderJson.of(orders));
    }

    private void view(ServerRequest request, ServerResponse response) {
        OrderId id = id(request);
        viewOrders.order(Customers.calling(request), id).ifPresentOrElse(
                order -> ok(response, order),
                () -> Problems.send(request, response, unknown(id)));
    }

    private void accept(ServerRequest request, ServerResponse response) {
        OrderId id = id(request);
        switch (acceptPrice.accept(new AcceptPrice.Command(Customers.calling(request), id))) {
            case AcceptPrice.Accepted(Order order) -> ok(response, order);
            case AcceptPrice.UnknownOrder _ -> Problems.send(request, response, unknown(id));
            case AcceptPrice.NotPriced(OrderStatus status) -> Problems.send(request, response, conflict(
                    "Only an order that is PRICED can be accepted; order " + id + " is " + status + "."));
            case AcceptPrice.ChangedMeanwhile _ -> Problems.send(request, response, changed(id));
        }
    }

    private void cancel(ServerRequest request, ServerResponse response) {
        OrderId id = id(request);
        switch (cancelOrder.cancel(new CancelOrder.Command(Customers.calling(request), id))) {
            case CancelOrder.Cancelled(Order order) -> ok(response, order);
            case CancelOrder.UnknownOrder _ -> Problems.send(request, response, unknown(id));
            case CancelOrder.NotCancellable(OrderStatus status) -> Problems.send(request, response, conflict(
                    "Only an order that is PRICED or ACCEPTED can be cancelled; order " + id + " is " + status + "."));
            case CancelOrder.ChangedMeanwhile _ -> Problems.send(request, response, changed(id));
        }
    }

    private void created(ServerResponse response, Order order) {
        noteShownPrices.shown(List.of(order));
        response.status(Status.CREATED_201)
                .header(HeaderNames.LOCATION, PATH + "/" + order.id())
                .header(Customers.NO_STORE)
                .send(OrderJson.of(order));
    }

    private void ok(ServerResponse response, Order order) {
        noteShownPrices.shown(List.of(order));
        response.header(Customers.NO_STORE).send(OrderJson.of(order));
    }

    private static IdempotencyKey key(ServerRequest request) {
        String text = request.headers().value(IDEMPOTENCY_KEY).orElse("");
        try {
            return new IdempotencyKey(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(Status.BAD_REQUEST_400, "idempotency-key-missing", "Idempotency key missing",
                    "The header Idempotency-Key " + e.getMessage() + "; a new one for each order, the same one when a request is repeated."));
        }
    }

    /** @throws ProblemException 404 when the path's {@code id} is no UUID, since no order can have it */
    private static OrderId id(ServerRequest request) {
        return new OrderId(PathParameters.uuid(request, "id",
                Problem.of(Status.NOT_FOUND_404, "order-not-found", "Order not found", "An order's id is a UUID.")));
    }

    private static Problem unknown(OrderId id) {
        return Problem.of(Status.NOT_FOUND_404, "order-not-found", "Order not found", "You have no order " + id + ".");
    }

    private static Problem conflict(String detail) {
        return Problem.of(Status.CONFLICT_409, "order-status", "Order in another status", detail);
    }

    private static Problem changed(OrderId id) {
        return Problem.of(Status.CONFLICT_409, "order-changed", "Order changed meanwhile",
                "Order " + id + " was changed by someone else at the same moment; look at it again.");
    }
}
