package dev.touchstone.observability.trace;

import dev.touchstone.observability.meter.Meters;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Makes batches of spans that nobody received visible as telemetry failures. */
final class CountedExporter implements SpanExporter {
    private final SpanExporter exporter;
    private final Meters meters;

    CountedExporter(SpanExporter exporter, Meters meters) {
        this.exporter = exporter;
        this.meters = meters;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> {
            if (!result.isSuccess()) {
                meters.failed("span-export");
            }
        });
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
