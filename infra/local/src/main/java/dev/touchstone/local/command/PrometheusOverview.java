package dev.touchstone.local.command;

import dev.touchstone.local.client.PrometheusClient;
import dev.touchstone.local.client.PrometheusClient.Target;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What Prometheus knows about the suite, as tables: what it scrapes, and the figures that show that work is done. */
final class PrometheusOverview {

    private static final List<Figure> FIGURES = List.of(
            new Figure("orders", "sum by (status) (orders)", "status"),
            new Figure("requests", "sum by (job, http_response_status_code) (http_server_request_duration_seconds_count)",
                    "job", "http_response_status_code"),
            new Figure("95 % of requests within, s",
                    "histogram_quantile(0.95, sum by (job, le) (rate(http_server_request_duration_seconds_bucket[5m])))", "job"),
            new Figure("messages in queues", "sum by (queue) (rabbitmq_detailed_queue_messages)", "queue"),
            new Figure("calls of ports", "sum by (job, outcome) (port_call_duration_seconds_count)", "job", "outcome"),
            new Figure("pieces worked on", "sum by (stage, outcome) (mes_stage_duration_seconds_count)", "stage", "outcome"),
            new Figure("messages published", "sum by (job, outcome) (messaging_published_total)", "job", "outcome"),
            new Figure("open sessions", "sum(crm_sessions_active)"),
            new Figure("connections to databases", "sum by (db_instance, service_name) (db_instance_connections)",
                    "db_instance", "service_name"));

    private final PrometheusClient prometheus;

    /** A question to Prometheus, and the labels that tell its answers apart. */
    private record Figure(String title, String expression, List<String> labels) {

        Figure(String title, String expression, String... labels) {
            this(title, expression, List.of(labels));
        }
    }

    private record Reading(String of, double value) {
    }

    PrometheusOverview(PrometheusClient prometheus) {
        this.prometheus = prometheus;
    }

    String targets() {
        Table table = new Table("job", "target", "scraped", "last error");
        prometheus.targets().stream().sorted(Comparator.comparing(Target::job).thenComparing(Target::address))
                .forEach(target -> table.row(target.job(), target.address().replaceFirst("\\?.*", ""), target.health(), target.lastError()));
        return table.toString();
    }

    /** Figures without a value, such as those of a service that has just started, are left out, and so are zeros. */
    String figures() {
        Table table = new Table("figure", "of", "value");
        for (Figure figure : FIGURES) {
            String title = figure.title();
            for (Reading reading : readings(figure)) {
                table.row(title, reading.of(), number(reading.value()));
                title = "";
            }
        }
        return table.isEmpty() ? "nothing yet" + System.lineSeparator() : table.toString();
    }

    private List<Reading> readings(Figure figure) {
        return prometheus.query(figure.expression()).stream()
                .map(sample -> new Reading(
                        figure.labels().stream().map(sample::label).collect(Collectors.joining("  ")), sample.value()))
                .filter(reading -> !Double.isNaN(reading.value()) && reading.value() != 0)
                .sorted(Comparator.comparing(Reading::of))
                .toList();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? "%,.0f".formatted(value) : "%,.3f".formatted(value);
    }
}
