package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.scenarios.report.Component;
import dev.touchstone.scenarios.report.window.Series;
import dev.touchstone.scenarios.report.window.Timeline;
import dev.touchstone.scenarios.report.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * Readings by hand: of a suite that is well, and of what a test changes in it. A moment is five seconds; the first two minutes
 * are the time before, the three minutes after them are judged.
 */
final class Readings {
    static final int JUDGED = 24;
    static final int SIZE = 60;
    /** Where faults of tests begin and end unless they say otherwise: twenty seconds. */
    static final int BEGIN = 36;
    static final int END = 40;
    private static final double NONE = Double.NaN;

    private record Key(String name, Map<String, String> labels) {
    }

    private final Map<Key, IntToDoubleFunction> gauges = new LinkedHashMap<>();
    /** What each counter grows by at each moment. */
    private final Map<Key, IntToDoubleFunction> counters = new LinkedHashMap<>();

    private static Key key(String name, String... labels) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            map.put(labels[i], labels[i + 1]);
        }
        return new Key(name, map);
    }

    Readings gauge(String name, IntToDoubleFunction value, String... labels) {
        gauges.put(key(name, labels), value);
        return this;
    }

    Readings counter(String name, IntToDoubleFunction increase, String... labels) {
        counters.put(key(name, labels), increase);
        return this;
    }

    static boolean during(int i) {
        return i >= BEGIN && i < END;
    }

    /** {@code then} while the fault lasts, else {@code usually}. */
    static IntToDoubleFunction meanwhile(double then, double usually) {
        return i -> during(i) ? then : usually;
    }

    /** Calls of a port: how many end at each moment, and how long each takes. */
    Readings calls(String job, String port, String operation, String adapter, IntToDoubleFunction count, IntToDoubleFunction mean) {
        String[] labels = {"job", job, "port", port, "operation", operation, "adapter", adapter, "outcome", "ok"};
        return counter("port_call_duration_seconds_count", count, labels)
                .counter("port_call_duration_seconds_sum", i -> count.applyAsDouble(i) * mean.applyAsDouble(i), labels);
    }

    Readings failures(String job, String port, String operation, String adapter, IntToDoubleFunction count, double seconds) {
        String[] labels = {"job", job, "port", port, "operation", operation, "adapter", adapter, "outcome", "failed"};
        return counter("port_call_duration_seconds_count", count, labels)
                .counter("port_call_duration_seconds_sum", i -> count.applyAsDouble(i) * seconds, labels);
    }

    Readings underWay(String job, String port, String operation, String adapter, IntToDoubleFunction number) {
        return gauge("port_active_calls", number, "job", job, "port", port, "operation", operation, "adapter", adapter);
    }

    Readings requests(String job, String method, String route, String status, IntToDoubleFunction count, IntToDoubleFunction mean) {
        String[] labels = {"job", job, "http_request_method", method, "http_route", route, "http_response_status_code", status};
        return counter("http_server_request_duration_seconds_count", count, labels)
                .counter("http_server_request_duration_seconds_sum", i -> count.applyAsDouble(i) * mean.applyAsDouble(i), labels);
    }

    Readings stage(Component stage, IntToDoubleFunction work, IntToDoubleFunction wait) {
        String[] labels = {"job", "mes-pipeline", "stage", stage.stage()};
        String[] ok = {"job", "mes-pipeline", "stage", stage.stage(), "outcome", "ok"};
        String[] handled = {"job", "mes-pipeline", "queue", "conveyor." + stage.stage(), "outcome", "ok"};
        return counter("messaging_process_duration_seconds_count", i -> 2, handled).counter("messaging_process_duration_seconds_sum", i -> 2 * work.applyAsDouble(i), handled)
                .counter("mes_stage_duration_seconds_count", i -> 2, ok).counter("mes_stage_duration_seconds_sum", i -> 2 * work.applyAsDouble(i), ok)
                .counter("mes_stage_wait_seconds_count", i -> 2, labels).counter("mes_stage_wait_seconds_sum", i -> 2 * wait.applyAsDouble(i), labels);
    }

    Readings probe(String job, String probe, IntToDoubleFunction age, IntToDoubleFunction failures) {
        return gauge("telemetry_probe_age_seconds", age, "job", job, "probe", probe)
                .counter("telemetry_probe_failures_total", failures, "job", job, "probe", probe);
    }

    /** The process does not answer Prometheus while the fault lasts, and all that it counts has a gap. */
    Readings silent(String job) {
        gauge("up", meanwhile(0, 1), "job", job);
        gauges.replaceAll((key, value) -> key.labels().getOrDefault("job", "").equals(job) && !key.name().equals("up") && !key.name().equals("scrape_age_seconds")
                ? i -> during(i) ? NONE : value.applyAsDouble(i) : value);
        counters.replaceAll((key, value) -> key.labels().getOrDefault("job", "").equals(job) ? i -> during(i) ? 0 : value.applyAsDouble(i) : value);
        return this;
    }

    /** A suite with two orders in every five seconds and nothing wrong. */
    static Readings well() {
        Readings suite = new Readings();
        for (String job : List.of("shop-api", "crm-api", "mes-pipeline", "rabbitmq", "rabbitmq-queues", "prometheus")) {
            suite.gauge("up", i -> 1, "job", job).gauge("scrape_age_seconds", i -> 1, "job", job).gauge("scrape_duration_seconds", i -> 0.01, "job", job);
        }
        for (String job : List.of("shop-api", "crm-api", "mes-pipeline")) {
            suite.gauge("process_uptime_seconds", i -> 100 + 5 * i, "job", job).gauge("process_cpu_utilization_ratio", i -> 0.1, "job", job)
                    .counter("jvm_gc_collection_seconds_total", i -> 0.01, "job", job)
                    .gauge("db_client_pending_requests", i -> 0, "job", job).counter("db_client_timeouts_total", i -> 0, "job", job)
                    .counter("db_client_wait_seconds_sum", i -> 0.001, "job", job).counter("db_client_wait_seconds_count", i -> 10, "job", job)
                    .gauge("messaging_outbox_messages", i -> 0, "job", job).gauge("messaging_outbox_oldest_age_seconds", i -> 0, "job", job)
                    .probe(job, "outbox", i -> 2, i -> 0)
                    .calls(job, "UnitOfWork", "execute", "postgresql", i -> 4, i -> 0.01);
        }
        suite.probe("shop-api", "shop-db", i -> 2, i -> 0).probe("shop-api", "orders", i -> 2, i -> 0).probe("crm-api", "sessions", i -> 2, i -> 0)
                .probe("mes-pipeline", "mes-db", i -> 2, i -> 0).probe("mes-pipeline", "queues", i -> 2, i -> 0)
                .calls("shop-api", "Orders", "find", "postgresql", i -> 10, i -> 0.002).calls("shop-api", "Orders", "add", "postgresql", i -> 2, i -> 0.003)
                .calls("shop-api", "UploadedModels", "contain", "postgresql", i -> 2, i -> 0.002)
                .calls("shop-api", "ModelStore", "put", "s3", i -> 2, i -> 0.03).calls("shop-api", "OrderIds", "next", "uuid", i -> 2, i -> 0.0001)
                .calls("crm-api", "Orders", "find", "postgresql", i -> 4, i -> 0.002).calls("crm-api", "Sessions", "find", "postgresql", i -> 6, i -> 0.002)
                .calls("mes-pipeline", "WorkOrders", "find", "postgresql", i -> 10, i -> 0.002).calls("mes-pipeline", "StageRuns", "add", "postgresql", i -> 10, i -> 0.002)
                .calls("mes-pipeline", "ModelStore", "size", "s3", i -> 4, i -> 0.01).calls("mes-pipeline", "ModelStore", "read", "s3", i -> 4, i -> 0.1)
                .calls("mes-pipeline", "ProductStore", "storeToolpath", "s3", i -> 2, i -> 0.05)
                .requests("shop-api", "POST", "/api/v1/models", "201", i -> 2, i -> 0.05).requests("shop-api", "POST", "/api/v1/orders", "201", i -> 2, i -> 0.02)
                .requests("shop-api", "GET", "/api/v1/orders/{id}", "200", i -> 10, i -> 0.005)
                .requests("crm-api", "POST", "/api/v1/sessions", "201", i -> 2, i -> 0.02).requests("crm-api", "POST", "/api/v1/orders/{id}/approval", "200", i -> 2, i -> 0.02)
                .requests("mes-pipeline", "GET", "/api/v1/work-orders/{id}", "200", i -> 2, i -> 0.01)
                .counter("http_server_received_bytes_total", i -> 2 * 300_000, "job", "shop-api", "http_request_method", "POST", "http_route", "/api/v1/models")
                .gauge("crm_sessions_active", i -> 3, "job", "crm-api").gauge("orders", i -> 1, "job", "shop-api", "status", "SUBMITTED");
        for (Component database : List.of(Component.SHOP_DB, Component.MES_DB)) {
            suite.gauge("db_instance_connections", i -> 20, "db_instance", database.label(), "service_name", database == Component.SHOP_DB ? "shop-api" : "mes-pipeline", "state", "idle")
                    .gauge("db_instance_max_connections", i -> 100, "db_instance", database.label()).gauge("db_instance_lock_waits", i -> 0, "db_instance", database.label());
        }
        for (Component stage : Component.stages()) {
            suite.stage(stage, i -> 0.5, i -> 0.05).gauge("mes_stage_workers", i -> 2, "job", "mes-pipeline", "stage", stage.stage())
                    .gauge("mes_stage_busy_workers", i -> 1, "job", "mes-pipeline", "stage", stage.stage())
                    .queue("conveyor." + stage.stage(), i -> 0);
        }
        return suite.queue("shop.orders", i -> 0).queue("mes.orders", i -> 0);
    }

    Readings queue(String queue, IntToDoubleFunction ready) {
        return gauge("rabbitmq_detailed_queue_messages_ready", ready, "job", "rabbitmq-queues", "queue", queue)
                .gauge("messaging_queue_consumers", i -> 1, "job", "mes-pipeline", "queue", queue);
    }

    Window window() {
        Map<String, List<Series>> series = new LinkedHashMap<>();
        gauges.forEach((key, value) -> {
            double[] values = new double[SIZE];
            for (int i = 0; i < SIZE; i++) {
                values[i] = value.applyAsDouble(i);
            }
            series.computeIfAbsent(key.name(), _ -> new ArrayList<>()).add(new Series(key.labels(), values));
        });
        counters.forEach((key, increase) -> {
            double[] values = new double[SIZE];
            double sum = 0;
            for (int i = 0; i < SIZE; i++) {
                sum += increase.applyAsDouble(i);
                values[i] = sum;
            }
            series.computeIfAbsent(key.name(), _ -> new ArrayList<>()).add(new Series(key.labels(), values));
        });
        return new Window(new Timeline(Instant.parse("2026-11-22T10:00:00Z"), Duration.ofSeconds(5), JUDGED, SIZE), series, List.of());
    }
}
