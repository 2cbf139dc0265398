package dev.touchstone.observability.trace;

import io.helidon.tracing.Span;
import io.helidon.tracing.Tracer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * CLIENT spans of requests to databases and object storages, made when the request is over: nothing has to be carried
 * through the library that sends it. Requests outside of any trace, as of a poll, leave none.
 */
public final class ClientSpans {
    private final Tracer tracer;
    private final Consumer<String> failed;

    /** @param failed told the component's name whenever a span is lost */
    public ClientSpans(Tracer tracer, Consumer<String> failed) {
        this.tracer = tracer;
        this.failed = failed;
    }

    /**
     * @param name  low cardinality, such as {@code SELECT shop}
     * @param tags  attributes by the semantic conventions
     * @param error class of the failure, such as an SQLSTATE; empty when the request succeeded
     */
    public void record(String name, Instant start, Map<String, String> tags, Optional<String> error) {
        try {
            Span.current().ifPresent(parent -> {
                Span.Builder<?> builder = tracer.spanBuilder(name).kind(Span.Kind.CLIENT).parent(parent.context());
                tags.forEach(builder::tag);
                error.ifPresent(type -> builder.tag("error.type", type));
                Span span = builder.start(start);
                if (error.isPresent()) {
                    span.status(Span.Status.ERROR);
                }
                span.end();
            });
        } catch (RuntimeException _) {
            failed.accept("client-span");
        }
    }
}
