package dev.touchstone.observability.http;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Counter;
import dev.touchstone.observability.meter.Gauge;
import dev.touchstone.observability.meter.Histogram;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.observability.users.Endpoint;
import dev.touchstone.observability.users.TopUsers;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.tracing.HeaderProvider;
import io.helidon.tracing.Scope;
import io.helidon.tracing.Span;
import io.helidon.tracing.Tracer;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A SERVER span around, the HTTP metrics inside it, so that latencies carry their trace.
 *
 * <p>A client that leaves before the end is no fault of ours and got no answer: its request counts with status 499 (a
 * convention of proxies), whatever the handler made of the broken body.
 */
public final class HttpObservation implements Filter {
    private static final String UNMATCHED = "UNMATCHED";
    private static final int OK = 200;
    private static final int CLIENT_LEFT = 499;
    private static final int SERVER_ERROR = 500;
    private static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private final Meters meters;
    private final Tracer tracer;
    private final TopUsers users;
    private final RefusedRequests refused;
    private final Map<String, Gauge> active = new ConcurrentHashMap<>();
    private final Map<Endpoint, Route> routes = new ConcurrentHashMap<>();

    /** The meters of one method and route. */
    private record Route(Endpoint endpoint, Counter received, Counter sent, Map<Integer, Histogram> byStatus) {
    }

    public HttpObservation(Meters meters, Tracer tracer, TopUsers users) {
        this.meters = meters;
        this.tracer = tracer;
        this.users = users;
        this.refused = new RefusedRequests(meters);
    }

    /** Wraps one of the server's direct handlers so that requests refused before routing are counted. */
    public DirectHandler counting(DirectHandler handler) {
        return refused.counting(handler);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        String method = method(request);
        Span span = start(method, request);
        Scope scope = activate(span);
        Exchange exchange = Exchange.observe(request, response);
        active(method, 1);
        refused.routing(true);
        long start = System.nanoTime();
        Throwable failure = null;
        try {
            chain.proceed();
            refused.routing(false);
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            long duration = System.nanoTime() - start;
            exchange.ended(failure);
            active(method, -1);
            Endpoint endpoint = new Endpoint(method, request.matchingPattern().orElse(UNMATCHED));
            int status = status(exchange, response, failure);
            measure(endpoint, status, duration, exchange, request);
            end(span, scope, endpoint, status);
        }
    }

    private void measure(Endpoint endpoint, int status, long duration, Exchange exchange, RoutingRequest request) {
        try {
            Route route = route(endpoint);
            histogram(route, status).record(duration * Histogram.NANOSECONDS);
            long received = exchange.received();
            route.received().add(received);
            route.sent().add(exchange.sent());
            if (exchange.receivingBroke()) {
                meters.counter(Metric.HTTP_SERVER_ABORTED_REQUESTS, endpoint.method(), endpoint.route(), "received").increment();
            } else if (exchange.sendingBroke()) {
                meters.counter(Metric.HTTP_SERVER_ABORTED_REQUESTS, endpoint.method(), endpoint.route(), "sent").increment();
            }
            users.record(Subject.of(request), route.endpoint(), status >= SERVER_ERROR, duration, received, exchange.sent());
        } catch (RuntimeException _) {
            meters.failed("http-meter");
        }
    }

    private void active(String method, int change) {
        try {
            active.computeIfAbsent(method, _ -> meters.gauge(Metric.HTTP_SERVER_ACTIVE_REQUESTS, method)).add(change);
        } catch (RuntimeException _) {
            meters.failed("http-meter");
        }
    }

    private Route route(Endpoint endpoint) {
        Route route = routes.get(endpoint);
        return route != null ? route : routes.computeIfAbsent(endpoint, this::open);
    }

    /**
     * Shows a route at 0 before its first request, with the statuses that the plan counts: a rate does not see a series that
     * begins with 1. Other statuses, and what is counted by user, begin with their first request and are seen from the second on.
     */
    public void expect(String method, String route) {
        try {
            route(new Endpoint(method, route));
        } catch (RuntimeException _) {
            meters.failed("http-meter");
        }
    }

    private Route open(Endpoint endpoint) {
        Route route = new Route(endpoint,
                meters.counter(Metric.HTTP_SERVER_RECEIVED_BYTES, endpoint.method(), endpoint.route()),
                meters.counter(Metric.HTTP_SERVER_SENT_BYTES, endpoint.method(), endpoint.route()),
                new ConcurrentHashMap<>());
        histogram(route, OK);
        histogram(route, SERVER_ERROR);
        return route;
    }

    private Histogram histogram(Route route, int status) {
        return route.byStatus().computeIfAbsent(status, _ -> meters.histogram(Metric.HTTP_SERVER_REQUEST_DURATION,
                route.endpoint().method(), route.endpoint().route(), Integer.toString(status)));
    }

    private static int status(Exchange exchange, RoutingResponse response, Throwable failure) {
        if (exchange.receivingBroke() || exchange.sendingBroke()) {
            return CLIENT_LEFT;
        }
        return switch (failure) {
            case null -> response.status().code();
            case HttpException refusal -> refusal.status().code();
            case RequestException refusal -> refusal.status().code();
            default -> SERVER_ERROR;
        };
    }

    private static String method(RoutingRequest request) {
        String method = request.prologue().method().text();
        return METHODS.contains(method) ? method : "_OTHER";
    }

    private Span start(String method, RoutingRequest request) {
        try {
            if (!tracer.enabled()) {
                return null;
            }
            Span.Builder<?> builder = tracer.spanBuilder(method)
                    .kind(Span.Kind.SERVER)
                    .tag("http.request.method", method)
                    .tag("url.path", request.path().path());
            request.headers().first(TRACEPARENT)
                    .flatMap(parent -> tracer.extract(HeaderProvider.create(Map.of("traceparent", List.of(parent)))))
                    .ifPresent(parent -> parent.asParent(builder));
            return builder.start();
        } catch (RuntimeException _) {
            meters.failed("http-span");
            return null;
        }
    }

    private Scope activate(Span span) {
        try {
            return span == null ? null : span.activate();
        } catch (RuntimeException _) {
            meters.failed("http-span");
            return null;
        }
    }

    private void end(Span span, Scope scope, Endpoint endpoint, int status) {
        try {
            if (scope != null) {
                scope.close();
            }
            if (span != null) {
                span.unwrap(io.opentelemetry.api.trace.Span.class).updateName(endpoint.method() + " " + endpoint.route());
                span.tag("http.route", endpoint.route());
                span.tag("http.response.status_code", status);
                if (status >= SERVER_ERROR) {
                    span.status(Span.Status.ERROR);
                }
                span.end();
            }
        } catch (RuntimeException _) {
            meters.failed("http-span");
        }
    }
}
