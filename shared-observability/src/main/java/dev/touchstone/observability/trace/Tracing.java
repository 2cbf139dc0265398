package dev.touchstone.observability.trace;

import dev.touchstone.observability.meter.Meters;
import io.helidon.tracing.Tracer;
import io.helidon.tracing.providers.opentelemetry.HelidonOpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tracer of one service: OpenTelemetry behind Helidon's interface. */
public record Tracing(Tracer tracer, AutoCloseable sdk) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);
    private static final String SCOPE = "dev.touchstone";

    /**
     * As the standard {@code OTEL_*} variables say. Without them spans are made, for the ids in the logs and for the trace to
     * travel on, and none is exported; {@code OTEL_SDK_DISABLED=true} makes none. Settings that can not be used leave the
     * service without tracing, they never fail its start.
     */
    public static Tracing start(String service, Meters meters) {
        if (Boolean.parseBoolean(System.getenv("OTEL_SDK_DISABLED"))) {
            return off();
        }
        try {
            OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesSupplier(() -> Map.of(
                            "otel.service.name", service,
                            "otel.traces.exporter", "none",
                            "otel.metrics.exporter", "none",
                            "otel.logs.exporter", "none",
                            "otel.propagators", "tracecontext"))
                    .addTracerProviderCustomizer((provider, _) -> provider.addSpanProcessor(new KeptSpans()))
                    .addSpanExporterCustomizer((exporter, _) -> new CountedExporter(exporter, meters))
                    .build()
                    .getOpenTelemetrySdk();
            return new Tracing(helidon(sdk), sdk);
        } catch (RuntimeException | LinkageError failure) {
            meters.failed("tracing");
            LOG.atWarn().addKeyValue("event", "tracing-off").setCause(failure).log("Going on without traces");
            return off();
        }
    }

    private static Tracing off() {
        return new Tracing(Tracer.noOp(), () -> { });
    }

    /** Every span is exported as soon as it ends. */
    public static Tracing exportingTo(SpanExporter exporter) {
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
        return new Tracing(helidon(sdk), sdk);
    }

    private static Tracer helidon(OpenTelemetrySdk sdk) {
        return HelidonOpenTelemetry.create(sdk, sdk.getTracer(SCOPE), Map.of());
    }

    /** Sends what has not been sent yet, for ten seconds at most. */
    @Override
    public void close() {
        try {
            sdk.close();
        } catch (Exception failure) {
            LOG.atWarn().addKeyValue("event", "tracing-close-failed").setCause(failure).log("Traces may be incomplete");
        }
    }
}
