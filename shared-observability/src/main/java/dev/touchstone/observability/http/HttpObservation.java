package dev.touchstone.observability.http;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Histogram;
import dev.touchstone.observability.meter.Meters;
import io.helidon.http.HttpException;
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

/** One SERVER span around, the HTTP metrics inside it; see {@link Metric#HTTP_SERVER_REQUEST_DURATION}. */
public final class HttpObservation implements Filter {
    static final String UNMATCHED = "UNMATCHED";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private final Meters meters;
    private final Tracer tracer;

    public HttpObservation(Meters meters, Tracer tracer) {
        this.meters = meters;
        this.tracer = tracer;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        String method = method(request);
        Span span = start(method, request);
        Scope scope = activate(span);
        meters.gauge(Metric.HTTP_SERVER_ACTIVE_REQUESTS, method).add(1);
        long start = System.nanoTime();
        Throwable failure = null;
        try {
            chain.proceed();
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            end(method, request, response, System.nanoTime() - start, span, scope, failure);
        }
    }

    private void end(String method, RoutingRequest request, RoutingResponse response, long nanoseconds,
            Span span, Scope scope, Throwable failure) {
        String route = request.matchingPattern().orElse(UNMATCHED);
        String status = Integer.toString(status(response, failure));
        try {
            meters.gauge(Metric.HTTP_SERVER_ACTIVE_REQUESTS, method).add(-1);
            meters.histogram(Metric.HTTP_SERVER_REQUEST_DURATION, method, route, status)
                    .record(nanoseconds * Histogram.NANOSECONDS);
        } catch (RuntimeException _) {
            meters.failed("http-meter");
        }
        try {
            if (scope != null) {
                scope.close();
            }
            if (span != null) {
                span.tag("http.route", route);
                span.tag("http.response.status_code", status);
                if (status.startsWith("5")) {
                    span.status(Span.Status.ERROR);
                }
                span.end();
            }
        } catch (RuntimeException _) {
            meters.failed("http-span");
        }
    }

    private static int status(RoutingResponse response, Throwable failure) {
        if (failure == null) {
            return response.status().code();
        }
        return failure instanceof HttpException refused ? refused.status().code() : 500;
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
            request.headers().first(io.helidon.http.HeaderNames.create("traceparent"))
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
}
