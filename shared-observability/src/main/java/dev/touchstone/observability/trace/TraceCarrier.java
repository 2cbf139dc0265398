package dev.touchstone.observability.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;

/** The current trace as a W3C {@code traceparent}, to be stored or sent where no HTTP header goes. */
public final class TraceCarrier {
    private TraceCarrier() {
    }

    /** Of the current span; empty without one. */
    public static Optional<String> current() {
        SpanContext context = Span.current().getSpanContext();
        return context.isValid()
                ? Optional.of("00-%s-%s-%s".formatted(context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex()))
                : Optional.empty();
    }
}
