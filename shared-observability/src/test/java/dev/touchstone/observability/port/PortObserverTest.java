package dev.touchstone.observability.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import io.helidon.tracing.HeaderConsumer;
import io.helidon.tracing.HeaderProvider;
import io.helidon.tracing.Span;
import io.helidon.tracing.SpanContext;
import io.helidon.tracing.SpanListener;
import io.helidon.tracing.Tracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PortObserverTest {
    private final Telemetry telemetry = Telemetry.forTests();
    private final PortObserver observer = telemetry.portObserver();

    enum Call implements PortCall {
        FIND;

        @Override
        public String port() {
            return "Orders";
        }

        @Override
        public String operation() {
            return "find";
        }

        @Override
        public String adapter() {
            return "postgresql";
        }
    }

    @Test
    void countsAResultAsOkWithItsTimeAndASpan() {
        Object result = new Object();

        assertThat(observer.call(Call.FIND, () -> {
            pause();
            return result;
        })).isSameAs(result);

        assertThat(count("ok")).isEqualTo(1);
        assertThat(telemetry.meters().sum(Metric.PORT_CALL_DURATION, "Orders", "find", "postgresql", "ok")).isBetween(0.01, 1.0);
        assertThat(telemetry.finishedSpans()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("Orders.find");
            assertThat(span.getKind()).isEqualTo(SpanKind.INTERNAL);
            assertThat(span.getAttributes().get(AttributeKey.stringKey("adapter"))).isEqualTo("postgresql");
            assertThat(span.getAttributes().get(AttributeKey.stringKey("outcome"))).isEqualTo("ok");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        });
    }

    @Test
    void countsACallForAsLongAsItIsUnderWay() {
        assertThat(observer.call(Call.FIND, () -> observer.call(Call.FIND, this::active))).contains(2.0);
        catchThrowable(() -> observer.run(Call.FIND, () -> {
            throw new IllegalStateException("no");
        }));

        assertThat(active()).contains(0.0);
    }

    private Optional<Double> active() {
        return telemetry.meters().value(Metric.PORT_ACTIVE_CALLS, "Orders", "find", "postgresql");
    }

    @Test
    void countsARefusalApartFromSuccessAndFailure() {
        assertThat(observer.call(Call.FIND, () -> "no", "no"::equals)).isEqualTo("no");
        assertThat(observer.call(Call.FIND, () -> "yes", "no"::equals)).isEqualTo("yes");

        assertThat(count("refused")).isEqualTo(1);
        assertThat(count("ok")).isEqualTo(1);
        assertThat(count("failed")).isZero();
    }

    @Test
    void rethrowsTheSameExceptionAndCountsItAsFailed() {
        IllegalStateException failure = new IllegalStateException("the ring of Alice");

        assertThat(catchThrowable(() -> observer.run(Call.FIND, () -> {
            throw failure;
        }))).isSameAs(failure);

        assertThat(count("failed")).isEqualTo(1);
        assertThat(telemetry.finishedSpans()).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type"))).isEqualTo("java.lang.IllegalStateException");
            assertThat(span.toString()).doesNotContain("Alice");
        });
    }

    @Test
    void nestsTheSpansOfNestedCalls() {
        observer.run(Call.FIND, () -> observer.run(Call.FIND, () -> { }));

        SpanData inner = telemetry.finishedSpans().getFirst();
        SpanData outer = telemetry.finishedSpans().getLast();
        assertThat(inner.getParentSpanId()).isEqualTo(outer.getSpanId());
        assertThat(inner.getTraceId()).isEqualTo(outer.getTraceId());
        assertThat(io.opentelemetry.api.trace.Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void survivesAMeterThatThrowsAndCountsTheGap() {
        Meters meters = telemetry.meters();
        PortObserver broken = new PortObserver(new PortObserver.Recorder() {
            @Override
            public void begin(PortCall call) {
                throw new IllegalStateException("meter");
            }

            @Override
            public void end(PortCall call, Outcome outcome, long nanoseconds) {
                throw new IllegalStateException("meter");
            }
        }, meters, telemetry.tracer());
        IOException failure = new IOException();

        assertThat(broken.call(Call.FIND, () -> "result")).isEqualTo("result");
        assertThat(catchThrowable(() -> broken.run(Call.FIND, () -> sneak(failure)))).isSameAs(failure);

        assertThat(meters.value(Metric.TELEMETRY_FAILURES, "port-meter")).contains(4.0);
    }

    @Test
    void survivesATracerThatThrowsAndCountsTheGap() {
        PortObserver broken = new PortObserver(telemetry.meters(), new BrokenTracer());

        assertThat(broken.call(Call.FIND, () -> "result")).isEqualTo("result");

        assertThat(telemetry.meters().value(Metric.TELEMETRY_FAILURES, "port-span")).contains(1.0);
        assertThat(count("ok")).isEqualTo(1);
    }

    @Test
    void survivesAnOutcomeThatCanNotBeTold() {
        assertThat(observer.<String>call(Call.FIND, () -> "result", _ -> {
            throw new IllegalStateException("outcome");
        })).isEqualTo("result");

        assertThat(telemetry.meters().value(Metric.TELEMETRY_FAILURES, "port-outcome")).contains(1.0);
        assertThat(count("ok")).isEqualTo(1);
    }

    @Test
    void allocatesNothingWhereNoTracesAreMade() {
        PortObserver metricsOnly = new PortObserver(telemetry.meters(), Tracer.noOp());
        Supplier<String> body = () -> "result";
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int calls = 100_000;
        int rounds = 0;
        long least = Long.MAX_VALUE;
        // The first rounds run before the compiler has done its work, which on a busy machine takes a while.
        for (; rounds < 200 && least >= calls; rounds++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
                metricsOnly.call(Call.FIND, body);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(least / calls).isZero();
        assertThat(count("ok")).isEqualTo((long) rounds * calls);
    }

    private long count(String outcome) {
        return telemetry.meters().count(Metric.PORT_CALL_DURATION, "Orders", "find", "postgresql", outcome);
    }

    private static void pause() {
        long end = System.nanoTime() + 10_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable throwable) throws E {
        throw (E) throwable;
    }

    private static final class BrokenTracer implements Tracer {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Span.Builder<?> spanBuilder(String name) {
            throw new IllegalStateException("tracer");
        }

        @Override
        public Optional<SpanContext> extract(HeaderProvider headers) {
            return Optional.empty();
        }

        @Override
        public void inject(SpanContext context, HeaderProvider inbound, HeaderConsumer outbound) {
        }

        @Override
        public Tracer register(SpanListener listener) {
            return this;
        }
    }
}
