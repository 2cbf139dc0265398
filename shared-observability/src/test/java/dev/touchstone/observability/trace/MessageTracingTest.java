package dev.touchstone.observability.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.observability.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MessageTracingTest {
    private static final String STORED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Telemetry telemetry = Telemetry.forTests();
    private final MessageTracing tracing = telemetry.messageTracing();

    @Test
    void carriesOneTraceFromTheOutboxThroughTheBrokerToTheConsumer() throws Exception {
        AtomicReference<Optional<String>> sent = new AtomicReference<>();
        tracing.producing("orders", "m-1", Optional.of(STORED), () -> sent.set(TraceCarrier.current()));
        tracing.consuming("mes.orders", "m-1", sent.get(), () -> { });

        SpanData producer = telemetry.finishedSpans().getFirst();
        SpanData consumer = telemetry.finishedSpans().getLast();
        assertThat(producer.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(producer.getName()).isEqualTo("send orders");
        assertThat(producer.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(consumer.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(consumer.getName()).isEqualTo("process mes.orders");
        assertThat(consumer.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(consumer.getParentSpanId()).isEqualTo(producer.getSpanId());
        assertThat(consumer.getAttributes().get(AttributeKey.stringKey("messaging.message.id"))).isEqualTo("m-1");
    }

    @Test
    void startsATraceWhenTheMessageHasNone() throws Exception {
        tracing.consuming("mes.orders", "m-1", Optional.empty(), () -> { });
        tracing.consuming("mes.orders", "m-2", Optional.of("nonsense"), () -> { });

        assertThat(telemetry.finishedSpans()).hasSize(2)
                .allSatisfy(span -> assertThat(span.getParentSpanContext().isValid()).isFalse());
    }

    @Test
    void letsTheFailureOfTheHandlerThroughAndMarksTheSpan() {
        IOException failure = new IOException("of Alice");

        assertThatThrownBy(() -> tracing.consuming("mes.orders", "m-1", Optional.of(STORED), () -> {
            throw failure;
        })).isSameAs(failure);

        assertThat(telemetry.finishedSpans()).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.toString()).doesNotContain("Alice");
        });
    }

    @Test
    void hasNothingToCarryOutsideOfASpan() {
        assertThat(TraceCarrier.current()).isEmpty();
    }
}
