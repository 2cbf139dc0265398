package dev.touchstone.observability.trace;

import io.helidon.tracing.HeaderProvider;
import io.helidon.tracing.Scope;
import io.helidon.tracing.Span;
import io.helidon.tracing.Tracer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * PRODUCER and CONSUMER spans of messages, joined to the trace that a {@code traceparent} names.
 *
 * <p>The body runs in any case, once, and its exception comes out unchanged; a span that can not be made is left out and
 * reported to the listener.
 */
public final class MessageTracing {
    private final Tracer tracer;
    private final Consumer<String> failed;

    /** Body of a span that may throw what it declares. */
    @FunctionalInterface
    public interface Body<E extends Exception> {
        void run() throws E;
    }

    /** @param failed told the component's name whenever an observation is lost */
    public MessageTracing(Tracer tracer, Consumer<String> failed) {
        this.tracer = tracer;
        this.failed = failed;
    }

    /**
     * Runs the body as the sending of a message.
     *
     * @param destination exchange or queue, low cardinality
     * @param parent traceparent stored with the message; empty starts a trace
     */
    public <E extends Exception> void producing(String destination, String messageId, Optional<String> parent, Body<E> body) throws E {
        within(Span.Kind.PRODUCER, "send", destination, messageId, parent, body);
    }

    /** Runs the body as the handling of a message; see {@link #producing}. */
    public <E extends Exception> void consuming(String destination, String messageId, Optional<String> parent, Body<E> body) throws E {
        within(Span.Kind.CONSUMER, "process", destination, messageId, parent, body);
    }

    private <E extends Exception> void within(
            Span.Kind kind, String operation, String destination, String messageId, Optional<String> parent, Body<E> body) throws E {
        Span span = null;
        Scope scope = null;
        try {
            Span.Builder<?> builder = tracer.spanBuilder(operation + " " + destination)
                    .kind(kind)
                    .tag("messaging.system", "rabbitmq")
                    .tag("messaging.operation.type", operation)
                    .tag("messaging.destination.name", destination)
                    .tag("messaging.message.id", messageId);
            parent.flatMap(value -> tracer.extract(HeaderProvider.create(Map.of("traceparent", List.of(value)))))
                    .ifPresent(context -> context.asParent(builder));
            span = builder.start();
            scope = span.activate();
        } catch (RuntimeException _) {
            failed.accept("message-span");
        }
        Throwable failure = null;
        try {
            body.run();
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            end(span, scope, failure);
        }
    }

    private void end(Span span, Scope scope, Throwable failure) {
        try {
            if (scope != null) {
                scope.close();
            }
            if (span != null) {
                if (failure != null) {
                    span.tag("error.type", failure.getClass().getName());
                    span.status(Span.Status.ERROR);
                }
                span.end();
            }
        } catch (RuntimeException _) {
            failed.accept("message-span");
        }
    }
}
