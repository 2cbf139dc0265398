package dev.touchstone.observability.catalog;

import static dev.touchstone.observability.catalog.Label.BUCKET;
import static dev.touchstone.observability.catalog.Label.HTTP_METHOD;
import static dev.touchstone.observability.catalog.Label.HTTP_ROUTE;
import static dev.touchstone.observability.catalog.Label.HTTP_STATUS;
import static dev.touchstone.observability.catalog.Label.QUEUE;
import static dev.touchstone.observability.catalog.Label.SERVICE;
import static dev.touchstone.observability.catalog.Label.USER;

import java.util.List;
import java.util.stream.Stream;

/** The 28 numbers of the monitoring plan, as the recording rules of prometheus/rules/plan.yml compute them. */
public enum PlanMetric {
    M01("dead_letters", "messages", "Dead letters per queue", Advice.DEAD_LETTERS, QUEUE),
    M02("shop_api_requests_per_second", "1/s", "Requests to the Shop API", Advice.TRAFFIC, HTTP_METHOD, HTTP_ROUTE),
    M03("crm_api_requests_per_second", "1/s", "Requests to the CRM API", Advice.TRAFFIC, HTTP_METHOD, HTTP_ROUTE),
    M04("mes_api_requests_per_second", "1/s", "Requests to the MES API", Advice.TRAFFIC, HTTP_METHOD, HTTP_ROUTE),
    M05("shop_api_requests_per_second_by_user", "1/s", "Requests to the Shop API by user", Advice.USERS, HTTP_METHOD, HTTP_ROUTE, USER),
    M06("crm_api_requests_per_second_by_user", "1/s", "Requests to the CRM API by user", Advice.USERS, HTTP_METHOD, HTTP_ROUTE, USER),
    M07("mes_api_requests_per_second_by_user", "1/s", "Requests to the MES API by user", Advice.USERS, HTTP_METHOD, HTTP_ROUTE, USER),
    M08("mes_api_cpu_percent", "%", "CPU of the MES API against its limit",
            "See whether API or conveyor needs it (mes_stage_busy_workers), then start more replicas of that role."),
    M09("mes_api_memory_percent", "%", "Memory of the MES API against its limit",
            "Compare with jvm_memory_used_bytes: a heap that stays full after collections is a leak or too small; otherwise look at buffers."),
    M10("shop_db_memory_bytes", "bytes", "Memory of the Shop DB instance", Advice.DATABASE_MEMORY),
    M11("mes_db_memory_bytes", "bytes", "Memory of the MES DB instance", Advice.DATABASE_MEMORY),
    M12("shop_db_connections", "connections", "Connections to the Shop DB by service",
            "Near the maximum, new requests wait: find the service that grew, and why its pool holds on (db_client_wait_seconds).", SERVICE),
    M13("shop_api_latency_seconds", "s", "Response time of the Shop API", Advice.LATENCY, HTTP_METHOD, HTTP_ROUTE, HTTP_STATUS),
    M14("crm_api_latency_seconds", "s", "Response time of the CRM API", Advice.LATENCY, HTTP_METHOD, HTTP_ROUTE, HTTP_STATUS),
    M15("mes_api_latency_seconds", "s", "Response time of the MES API", Advice.LATENCY, HTTP_METHOD, HTTP_ROUTE, HTTP_STATUS),
    M16("s3_size_bytes", "bytes", "Size of the object storage", Advice.DISK, BUCKET),
    M17("shop_db_size_bytes", "bytes", "Size of the Shop DB", Advice.DISK),
    M18("mes_db_size_bytes", "bytes", "Size of the MES DB", Advice.DISK),
    M19("shop_api_http_200_per_second", "1/s", "HTTP 200 of the Shop API", Advice.SUCCESS, HTTP_METHOD, HTTP_ROUTE),
    M20("crm_api_http_200_per_second", "1/s", "HTTP 200 of the CRM API", Advice.SUCCESS, HTTP_METHOD, HTTP_ROUTE),
    M21("mes_api_http_200_per_second", "1/s", "HTTP 200 of the MES API", Advice.SUCCESS, HTTP_METHOD, HTTP_ROUTE),
    M22("shop_api_http_500_per_second", "1/s", "HTTP 500 of the Shop API", Advice.FAILURE, HTTP_METHOD, HTTP_ROUTE),
    M23("crm_api_http_500_per_second", "1/s", "HTTP 500 of the CRM API", Advice.FAILURE, HTTP_METHOD, HTTP_ROUTE),
    M24("mes_api_http_500_per_second", "1/s", "HTTP 500 of the MES API", Advice.FAILURE, HTTP_METHOD, HTTP_ROUTE),
    M25("shop_api_http_500_per_second", "1/s", "HTTP 500 of the Shop API, the plan's second entry", Advice.FAILURE, HTTP_METHOD, HTTP_ROUTE),
    M26("crm_sessions", "sessions", "Sessions of the CRM API at once",
            "One user with many sessions: a client that opens one per request. All users: sessions that are not closed.", USER),
    M27("mes_api_received_kilobytes_per_second", "kB/s", "Kilobytes received by the MES API", Advice.VOLUME, HTTP_ROUTE, HTTP_METHOD, USER),
    M28("mes_api_sent_kilobytes_per_second", "kB/s", "Kilobytes sent by the MES API", Advice.VOLUME, HTTP_ROUTE, HTTP_METHOD, USER);

    private final String name;
    private final String unit;
    private final String meaning;
    private final String whenHigh;
    private final List<Label> labels;

    /** What to do when the value is high, or for successes low. */
    private static final class Advice {
        static final String DEAD_LETTERS = "Read the reason, mend the cause, then replay; see messaging_dead_lettered_total for when it began.";
        static final String TRAFFIC = "Compare with latency: traffic alone is good news. If both grow, scale the service out.";
        static final String USERS = "One user far ahead of the rest: talk to them or limit them; other on top: the load is spread.";
        static final String DATABASE_MEMORY = "Against the limit: scale the instance up, or look for sessions with large sorts (db_instance_temporary_bytes_total).";
        static final String LATENCY = "Open a trace from the slow bucket's exemplar and see which port took the time (port_call_duration_seconds).";
        static final String DISK = "Draw the line forward to the disk's end; buy or prune before.";
        static final String SUCCESS = "When it falls while requests do not, look at the 500s and at 4xx by route.";
        static final String FAILURE = "Any is a fault of ours: follow the exemplar's trace to the failed port and its log.";
        static final String VOLUME = "Speed depends on volume: see which user moves it, and whether models could be cached.";

        private Advice() {
        }
    }

    PlanMetric(String name, String unit, String meaning, String whenHigh, Label... labels) {
        this.name = name;
        this.unit = unit;
        this.meaning = meaning;
        this.whenHigh = whenHigh;
        this.labels = List.of(labels);
    }

    /** In the plan, 1 to 28. */
    public int number() {
        return ordinal() + 1;
    }

    /** Name of the recording rule. */
    public String record() {
        return "plan:m%02d_%s".formatted(number(), name);
    }

    public String unit() {
        return unit;
    }

    public String meaning() {
        return meaning;
    }

    public String whenHigh() {
        return whenHigh;
    }

    /** Label keys beside Prometheus' own; latencies also have {@code quantile}. */
    public List<String> labelKeys() {
        Stream<String> quantile = labels.contains(HTTP_STATUS) ? Stream.of("quantile") : Stream.empty();
        return Stream.concat(quantile, labels.stream().map(Label::key)).toList();
    }

    /** The metrics that it is computed from. */
    public List<Metric> sources() {
        return Stream.of(Metric.values()).filter(metric -> metric.planNumbers().contains(number())).toList();
    }
}
