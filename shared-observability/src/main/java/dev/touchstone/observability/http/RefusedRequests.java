package dev.touchstone.observability.http;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import io.helidon.http.DirectHandler;
import io.helidon.http.Status;

/**
 * Counts what the server answers without routing: malformed requests, bodies announced as too long, requests beyond its
 * limits. The server calls the same handlers for what leaves routing unhandled; that has been seen by the filter already.
 */
final class RefusedRequests {
    private final ThreadLocal<Boolean> routed = ThreadLocal.withInitial(() -> false);
    private final Meters meters;

    RefusedRequests(Meters meters) {
        this.meters = meters;
    }

    /** The filter is at work on this thread. A connection has one thread, so this holds until it says otherwise. */
    void routing(boolean now) {
        routed.set(now);
    }

    DirectHandler counting(DirectHandler handler) {
        return (request, event, status, headers, message) -> {
            count(status);
            return handler.handle(request, event, status, headers, message);
        };
    }

    private void count(Status status) {
        if (routed.get()) {
            routed.set(false);
            return;
        }
        try {
            meters.counter(Metric.HTTP_SERVER_REFUSED_REQUESTS, Integer.toString(status.code()), reason(status)).increment();
        } catch (RuntimeException _) {
            meters.failed("http-meter");
        }
    }

    private static String reason(Status status) {
        return switch (status.code()) {
            case 400 -> "malformed";
            case 413 -> "body_too_long";
            case 414 -> "address_too_long";
            case 431 -> "headers_too_long";
            case 503 -> "overloaded";
            case 505 -> "version";
            default -> "other";
        };
    }
}
