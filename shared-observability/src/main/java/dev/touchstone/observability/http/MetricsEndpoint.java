package dev.touchstone.observability.http;

import dev.touchstone.observability.meter.Meters;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** {@code GET /metrics}: Prometheus' text format, or OpenMetrics (with exemplars) for whoever asks for it, as Prometheus does. */
public final class MetricsEndpoint implements HttpService {
    private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
    private final ExpositionFormatWriter text = PrometheusTextFormatWriter.create();
    private final Meters meters;

    public MetricsEndpoint(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/metrics", this::scrape);
    }

    private void scrape(ServerRequest request, ServerResponse response) {
        String accepted = request.headers().first(HeaderNames.ACCEPT).orElse("");
        ExpositionFormatWriter writer = openMetrics.accepts(accepted) ? openMetrics : text;
        response.header(HeaderNames.CONTENT_TYPE, writer.getContentType());
        try (OutputStream out = response.outputStream()) {
            writer.write(out, meters.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
