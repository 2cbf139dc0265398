package dev.touchstone.observability.port;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Gauge;
import dev.touchstone.observability.meter.Histogram;
import dev.touchstone.observability.meter.Meters;
import io.helidon.tracing.Scope;
import io.helidon.tracing.Span;
import io.helidon.tracing.Tracer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Observes calls of ports: an INTERNAL span, the time, the outcome, {@link Metric#PORT_CALL_DURATION}, and while it lasts {@link Metric#PORT_ACTIVE_CALLS}.
 *
 * <p>The call is untouched: the same result, the same exception instance. Telemetry that fails costs its own observation,
 * which is counted as {@link Metric#TELEMETRY_FAILURES}, never the call.
 */
public final class PortObserver {
    private final Recorder recorder;
    private final Tracer tracer;
    private final Meters meters;

    interface Recorder {
        default void begin(PortCall call) {
        }

        void end(PortCall call, Outcome outcome, long nanoseconds);
    }

    public PortObserver(Meters meters, Tracer tracer) {
        this(new Series(meters), meters, tracer);
    }

    PortObserver(Recorder recorder, Meters meters, Tracer tracer) {
        this.recorder = recorder;
        this.meters = meters;
        this.tracer = tracer;
    }

    public <T> T call(PortCall call, Supplier<T> body) {
        return call(call, body, _ -> false);
    }

    /** @param refused tells a result that is a business refusal */
    public <T> T call(PortCall call, Supplier<T> body, Predicate<? super T> refused) {
        begin(call);
        Span span = start(call);
        Scope scope = activate(span);
        long start = System.nanoTime();
        T result;
        try {
            result = body.get();
        } catch (Throwable failure) {
            end(call, Outcome.FAILED, System.nanoTime() - start, span, scope, failure);
            throw failure;
        }
        long duration = System.nanoTime() - start;
        end(call, isRefused(refused, result) ? Outcome.REFUSED : Outcome.OK, duration, span, scope, null);
        return result;
    }

    public void run(PortCall call, Runnable body) {
        call(call, () -> {
            body.run();
            return null;
        });
    }

    private void begin(PortCall call) {
        try {
            recorder.begin(call);
        } catch (RuntimeException | LinkageError _) {
            meters.failed("port-meter");
        }
    }

    private Span start(PortCall call) {
        try {
            return !tracer.enabled() ? null : tracer.spanBuilder(call.port() + "." + call.operation())
                    .kind(Span.Kind.INTERNAL)
                    .tag("port", call.port())
                    .tag("operation", call.operation())
                    .tag("adapter", call.adapter())
                    .start();
        } catch (RuntimeException | LinkageError _) {
            meters.failed("port-span");
            return null;
        }
    }

    private Scope activate(Span span) {
        try {
            return span == null ? null : span.activate();
        } catch (RuntimeException | LinkageError _) {
            meters.failed("port-span");
            return null;
        }
    }

    private <T> boolean isRefused(Predicate<? super T> refused, T result) {
        try {
            return refused.test(result);
        } catch (RuntimeException _) {
            meters.failed("port-outcome");
            return false;
        }
    }

    /** The time is recorded while the span is still current, so that the exemplar carries its trace. */
    private void end(PortCall call, Outcome outcome, long nanoseconds, Span span, Scope scope, Throwable failure) {
        try {
            recorder.end(call, outcome, nanoseconds);
        } catch (RuntimeException | LinkageError _) {
            meters.failed("port-meter");
        }
        if (span == null) {
            return;
        }
        try {
            if (scope != null) {
                scope.close();
            }
        } catch (RuntimeException | LinkageError _) {
            meters.failed("port-span");
        }
        try {
            span.tag("outcome", outcome.label());
            if (failure != null) {
                // The type only: messages may quote what people sent.
                span.tag("error.type", failure.getClass().getName());
                span.status(Span.Status.ERROR);
            }
            span.end();
        } catch (RuntimeException | LinkageError _) {
            meters.failed("port-span");
        }
    }

    private static final class Series implements Recorder {
        private static final int OUTCOMES = Outcome.values().length;

        // By call and then by outcome: a key of both would be an object for each call.
        private final Map<PortCall, OfCall> calls = new ConcurrentHashMap<>();
        private final Meters meters;

        private record OfCall(Gauge active, AtomicReferenceArray<Histogram> outcomes) {
        }

        Series(Meters meters) {
            this.meters = meters;
        }

        @Override
        public void begin(PortCall call) {
            of(call).active().add(1);
        }

        @Override
        public void end(PortCall call, Outcome outcome, long nanoseconds) {
            OfCall series = of(call);
            series.active().add(-1);
            Histogram histogram = series.outcomes().get(outcome.ordinal());
            if (histogram == null) {
                // Two threads may get here at once; the meters give both the same series.
                histogram = meters.histogram(Metric.PORT_CALL_DURATION, call.port(), call.operation(), call.adapter(), outcome.label());
                series.outcomes().set(outcome.ordinal(), histogram);
            }
            histogram.record(nanoseconds * Histogram.NANOSECONDS);
        }

        private OfCall of(PortCall call) {
            OfCall series = calls.get(call);
            return series != null ? series : calls.computeIfAbsent(call, _ -> new OfCall(
                    meters.gauge(Metric.PORT_ACTIVE_CALLS, call.port(), call.operation(), call.adapter()), new AtomicReferenceArray<>(OUTCOMES)));
        }
    }
}
