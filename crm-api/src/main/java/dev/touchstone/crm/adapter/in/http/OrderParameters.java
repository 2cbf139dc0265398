package dev.touchstone.crm.adapter.in.http;

import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderPage;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.platform.http.Problem;
import dev.touchstone.platform.http.ProblemException;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/** What the address of a request says about orders. */
final class OrderParameters {
    private static final int DEFAULT_LIMIT = 50;
    private static final List<String> PAGE = List.of("status", "limit", "after");

    private final UriQuery query;
    private final List<String> faults = new ArrayList<>();

    private OrderParameters(UriQuery query) {
        this.query = query;
    }

    /** @throws ProblemException 404 when the path's {@code id} is no UUID, since no order can have it */
    static OrderId id(ServerRequest request) {
        String text = request.path().pathParameters().get("id");
        try {
            return uuid(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(Status.NOT_FOUND_404, "order-not-found", "Order not found", "An order's id is a UUID."));
        }
    }

    /** @throws ProblemException 400 that lists all that is wrong; a misspelt parameter too, lest it be taken for one that filters */
    static OrderPage page(ServerRequest request) {
        OrderParameters parameters = new OrderParameters(request.query());
        Optional<OrderStatus> status = parameters.read("status", OrderStatus::valueOf, "is none of " + List.of(OrderStatus.values()));
        Optional<Integer> limit = parameters.read("limit", OrderParameters::limit, "is not a whole number from 1 to " + OrderPage.LARGEST);
        Optional<OrderId> after = parameters.read("after", OrderParameters::uuid, "is not a UUID");
        for (String name : new TreeSet<>(request.query().names())) {
            if (!PAGE.contains(name)) {
                parameters.faults.add(name + " is not a known parameter");
            }
        }
        if (!parameters.faults.isEmpty()) {
            throw new ProblemException(Problem.of(Status.BAD_REQUEST_400, "invalid-query", "Invalid query",
                    "The query has faults: " + String.join("; ", parameters.faults) + "."));
        }
        return new OrderPage(status, after, limit.orElse(DEFAULT_LIMIT));
    }

    private <T> Optional<T> read(String name, Function<String, T> parser, String fault) {
        try {
            return query.first(name).asOptional().map(parser);
        } catch (IllegalArgumentException e) {
            faults.add(name + " " + fault);
            return Optional.empty();
        }
    }

    private static int limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > OrderPage.LARGEST) {
            throw new IllegalArgumentException("out of range");
        }
        return limit;
    }

    private static OrderId uuid(String text) {
        if (text.length() != 36) { // UUID.fromString takes shortened groups
            throw new IllegalArgumentException("no UUID");
        }
        return new OrderId(UUID.fromString(text));
    }
}
