package dev.touchstone.observability.catalog;

import static dev.touchstone.observability.catalog.Approach.BUSINESS;
import static dev.touchstone.observability.catalog.Approach.GOLDEN;
import static dev.touchstone.observability.catalog.Approach.RED;
import static dev.touchstone.observability.catalog.Approach.TELEMETRY;
import static dev.touchstone.observability.catalog.Approach.USE;
import static dev.touchstone.observability.catalog.Declaration.counter;
import static dev.touchstone.observability.catalog.Declaration.gauge;
import static dev.touchstone.observability.catalog.Declaration.histogram;
import static dev.touchstone.observability.catalog.Label.ACT;
import static dev.touchstone.observability.catalog.Label.ADAPTER;
import static dev.touchstone.observability.catalog.Label.ALARM;
import static dev.touchstone.observability.catalog.Label.BUCKET;
import static dev.touchstone.observability.catalog.Label.COLLECTOR;
import static dev.touchstone.observability.catalog.Label.COMPONENT;
import static dev.touchstone.observability.catalog.Label.DATABASE;
import static dev.touchstone.observability.catalog.Label.DIRECTION;
import static dev.touchstone.observability.catalog.Label.EXCHANGE;
import static dev.touchstone.observability.catalog.Label.FROM;
import static dev.touchstone.observability.catalog.Label.HTTP_METHOD;
import static dev.touchstone.observability.catalog.Label.HTTP_ROUTE;
import static dev.touchstone.observability.catalog.Label.HTTP_STATUS;
import static dev.touchstone.observability.catalog.Label.MEMORY_TYPE;
import static dev.touchstone.observability.catalog.Label.OPERATION;
import static dev.touchstone.observability.catalog.Label.ORDER_STATUS;
import static dev.touchstone.observability.catalog.Label.OUTCOME;
import static dev.touchstone.observability.catalog.Label.PORT;
import static dev.touchstone.observability.catalog.Label.PROBE;
import static dev.touchstone.observability.catalog.Label.QUEUE;
import static dev.touchstone.observability.catalog.Label.REASON;
import static dev.touchstone.observability.catalog.Label.SERVICE;
import static dev.touchstone.observability.catalog.Label.STAGE;
import static dev.touchstone.observability.catalog.Label.STATE;
import static dev.touchstone.observability.catalog.Label.TO;
import static dev.touchstone.observability.catalog.Label.USER;
import static dev.touchstone.observability.catalog.Unit.BYTES;
import static dev.touchstone.observability.catalog.Unit.COUNT;
import static dev.touchstone.observability.catalog.Unit.RATIO;
import static dev.touchstone.observability.catalog.Unit.SECONDS;

import java.util.List;

/**
 * Every metric of the suite, declared once: code, rules, dashboards, docs/metrics.md and tests take it from here.
 *
 * <p>Names follow OpenTelemetry's semantic conventions as Prometheus spells them. Prometheus' own {@code job} label names
 * the service, so no metric carries it.
 */
public enum Metric {
    // HTTP
    HTTP_SERVER_REQUEST_DURATION(histogram("http_server_request_duration_seconds", Buckets.LATENCY)
            .by(400, HTTP_METHOD, HTTP_ROUTE, HTTP_STATUS).serves(GOLDEN, RED)
            .plan(2, 3, 4, 13, 14, 15, 19, 20, 21, 22, 23, 24, 25)
            .help("Time from the first filter to the end of the response, of every request that reached routing")),
    HTTP_SERVER_ACTIVE_REQUESTS(gauge("http_server_active_requests", COUNT)
            .by(10, HTTP_METHOD).serves(GOLDEN)
            .help("Requests being handled now")),
    HTTP_SERVER_RECEIVED_BYTES(counter("http_server_received_bytes_total", BYTES)
            .by(100, HTTP_METHOD, HTTP_ROUTE).serves(GOLDEN)
            .help("Bytes of request bodies, read by the handler or not")),
    HTTP_SERVER_SENT_BYTES(counter("http_server_sent_bytes_total", BYTES)
            .by(100, HTTP_METHOD, HTTP_ROUTE).serves(GOLDEN)
            .help("Bytes of response bodies")),
    HTTP_SERVER_ABORTED_REQUESTS(counter("http_server_aborted_requests_total", COUNT)
            .by(200, HTTP_METHOD, HTTP_ROUTE, DIRECTION).serves(GOLDEN)
            .help("Requests whose body broke off (received) or whose response could not be sent to the end (sent)")),
    HTTP_SERVER_REFUSED_REQUESTS(counter("http_server_refused_requests_total", COUNT)
            .by(40, HTTP_STATUS, REASON).serves(GOLDEN)
            .help("Requests that the server itself turned away before routing")),
    HTTP_SERVER_USER_REQUESTS(counter("http_server_user_requests_total", COUNT)
            .by(10_100, HTTP_METHOD, HTTP_ROUTE, USER).serves(GOLDEN, RED).plan(5, 6, 7)
            .help("Requests by caller")),
    HTTP_SERVER_USER_RECEIVED_BYTES(counter("http_server_user_received_bytes_total", BYTES)
            .by(10_100, HTTP_METHOD, HTTP_ROUTE, USER).serves(GOLDEN).plan(27)
            .help("Bytes of request bodies by caller")),
    HTTP_SERVER_USER_SENT_BYTES(counter("http_server_user_sent_bytes_total", BYTES)
            .by(10_100, HTTP_METHOD, HTTP_ROUTE, USER).serves(GOLDEN).plan(28)
            .help("Bytes of response bodies by caller")),
    HTTP_SERVER_USER_ERRORS(counter("http_server_user_errors_total", COUNT)
            .by(1_010, USER).serves(RED)
            .help("Responses with a status of 500 and above by caller")),
    HTTP_SERVER_USER_TIME(counter("http_server_user_request_seconds_total", SECONDS)
            .by(1_010, USER).serves(RED)
            .help("Time that requests took by caller; divided by their number it is the mean")),

    // The process itself
    PROCESS_CPU_UTILIZATION(gauge("process_cpu_utilization_ratio", RATIO).serves(GOLDEN, USE).plan(8)
            .help("CPU time used since the last sample by what the binding limit allows: cgroup quota or the machine's processors")),
    PROCESS_CPU_LIMIT(gauge("process_cpu_limit", COUNT).serves(USE)
            .help("Processors that the process may use at once")),
    PROCESS_MEMORY_USED(gauge("process_memory_used_bytes", BYTES).serves(GOLDEN, USE).plan(9)
            .help("Resident memory of the process")),
    PROCESS_MEMORY_LIMIT(gauge("process_memory_limit_bytes", BYTES).serves(USE)
            .help("Memory that binds the process: cgroup limit or the machine's memory")),
    PROCESS_MEMORY_UTILIZATION(gauge("process_memory_utilization_ratio", RATIO).serves(GOLDEN, USE).plan(9)
            .help("Resident memory by the binding limit")),
    PROCESS_UPTIME(gauge("process_uptime_seconds", SECONDS).serves(USE)
            .help("Time since the virtual machine started")),
    SYSTEM_LOAD_AVERAGE(gauge("system_load_average", COUNT).serves(USE)
            .help("Runnable threads of the machine, mean of the last minute")),
    JVM_CPU_COUNT(gauge("jvm_cpu", COUNT).serves(USE)
            .help("Processors that the virtual machine sees")),
    JVM_MEMORY_USED(gauge("jvm_memory_used_bytes", BYTES).by(2, MEMORY_TYPE).serves(USE)
            .help("Memory used by the virtual machine")),
    JVM_MEMORY_COMMITTED(gauge("jvm_memory_committed_bytes", BYTES).by(2, MEMORY_TYPE).serves(USE)
            .help("Memory committed to the virtual machine")),
    JVM_MEMORY_LIMIT(gauge("jvm_memory_limit_bytes", BYTES).by(2, MEMORY_TYPE).serves(USE)
            .help("Most memory that the virtual machine may use")),
    JVM_GC_COLLECTIONS(counter("jvm_gc_collections_total", COUNT).by(10, COLLECTOR).serves(USE)
            .help("Garbage collections")),
    JVM_GC_TIME(counter("jvm_gc_collection_seconds_total", SECONDS).by(10, COLLECTOR).serves(USE)
            .help("Time spent on garbage collection")),
    JVM_THREADS(gauge("jvm_threads", COUNT).serves(USE)
            .help("Live platform threads")),
    JVM_DAEMON_THREADS(gauge("jvm_daemon_threads", COUNT).serves(USE)
            .help("Live platform threads that are daemons")),
    JVM_PEAK_THREADS(gauge("jvm_peak_threads", COUNT).serves(USE)
            .help("Most platform threads alive at once since the start")),
    JVM_STARTED_THREADS(gauge("jvm_started_threads", COUNT).serves(USE)
            .help("Platform threads started since the start")),
    JVM_CLASSES(gauge("jvm_classes", COUNT).serves(USE)
            .help("Classes loaded now")),
    JVM_CLASSES_LOADED(counter("jvm_classes_loaded_total", COUNT).serves(USE)
            .help("Classes loaded since the start")),
    JVM_CLASSES_UNLOADED(counter("jvm_classes_unloaded_total", COUNT).serves(USE)
            .help("Classes unloaded since the start")),

    // Databases, as their server sees them
    DB_MEMORY_USED(gauge("db_instance_memory_used_bytes", BYTES).by(2, DATABASE).serves(USE).plan(10, 11)
            .help("Memory that the instance really holds: cgroup, or proportional set size of its processes")),
    DB_MEMORY_UTILIZATION(gauge("db_instance_memory_utilization_ratio", RATIO).by(2, DATABASE).serves(USE).plan(10, 11)
            .help("Memory of the instance by the limit that binds it")),
    DB_CONNECTIONS(gauge("db_instance_connections", COUNT).by(60, DATABASE, SERVICE, STATE).serves(USE).plan(12)
            .help("Connections to the instance by application_name")),
    DB_MAX_CONNECTIONS(gauge("db_instance_max_connections", COUNT).by(2, DATABASE).serves(USE).plan(12)
            .help("Connections that the instance allows")),
    DB_SIZE(gauge("db_instance_size_bytes", BYTES).by(2, DATABASE).serves(USE).plan(17, 18)
            .help("Size of the database on disk")),
    DB_LOCK_WAITS(gauge("db_instance_lock_waits", COUNT).by(2, DATABASE).serves(USE)
            .help("Sessions that wait for a lock now")),
    DB_BLOCKS(counter("db_instance_blocks_total", COUNT).by(4, DATABASE, OUTCOME).serves(USE)
            .help("Blocks asked for: hit in the cache or read from disk")),
    DB_DEADLOCKS(counter("db_instance_deadlocks_total", COUNT).by(2, DATABASE).serves(USE)
            .help("Deadlocks found by the server")),
    DB_TRANSACTIONS(counter("db_instance_transactions_total", COUNT).by(4, DATABASE, OUTCOME).serves(USE)
            .help("Transactions: committed or rolled back")),
    DB_TEMPORARY_BYTES(counter("db_instance_temporary_bytes_total", BYTES).by(2, DATABASE).serves(USE)
            .help("Bytes written to temporary files because memory did not do")),
    DB_WAL_BYTES(counter("db_instance_wal_bytes_total", BYTES).by(2, DATABASE).serves(USE)
            .help("Bytes of write-ahead log")),

    // The service's own connection pool
    DB_CLIENT_CONNECTIONS(gauge("db_client_connections", COUNT).by(2, STATE).serves(USE)
            .help("Connections of the pool: used or idle")),
    DB_CLIENT_MAX_CONNECTIONS(gauge("db_client_max_connections", COUNT).serves(USE)
            .help("Connections that the pool may open")),
    DB_CLIENT_PENDING_REQUESTS(gauge("db_client_pending_requests", COUNT).serves(USE)
            .help("Threads that wait for a connection of the pool")),
    DB_CLIENT_WAIT(histogram("db_client_wait_seconds", Buckets.LATENCY).serves(USE)
            .help("Time to get a connection from the pool")),
    DB_CLIENT_TIMEOUTS(counter("db_client_timeouts_total", COUNT).serves(USE)
            .help("Waits for a connection that ended without one")),

    // Object storage
    S3_BUCKET_SIZE(gauge("s3_bucket_size_bytes", BYTES).by(4, BUCKET).serves(USE).plan(16)
            .help("Bytes of the stored objects")),
    S3_BUCKET_OBJECTS(gauge("s3_bucket_objects", COUNT).by(4, BUCKET).serves(USE).plan(16)
            .help("Stored objects")),
    S3_CLIENT_OPERATION_DURATION(histogram("s3_client_operation_duration_seconds", Buckets.LATENCY)
            .by(60, BUCKET, OPERATION, OUTCOME).serves(USE)
            .help("Time of a request to the object storage")),

    // Messaging
    MESSAGING_DEAD_LETTERS(gauge("messaging_dead_letters", COUNT).by(40, QUEUE).serves(USE).plan(1)
            .help("Messages in the dead-letter queue")),
    MESSAGING_DEAD_LETTER_OLDEST_AGE(gauge("messaging_dead_letter_oldest_age_seconds", SECONDS).by(40, QUEUE).serves(USE).plan(1)
            .help("Age of the oldest message in the dead-letter queue; 0 when it is empty")),
    MESSAGING_DEAD_LETTERED(counter("messaging_dead_lettered_total", COUNT).by(200, QUEUE, REASON).serves(USE).plan(1)
            .help("Messages that this service gave up")),
    MESSAGING_DEAD_LETTER_ACTS(counter("messaging_dead_letter_acts_total", COUNT).by(80, QUEUE, ACT).serves(USE)
            .help("Dead letters that an operator replayed or discarded")),
    MESSAGING_QUEUE_MESSAGES(gauge("messaging_queue_messages", COUNT).by(80, QUEUE, STATE).serves(USE)
            .help("Messages in the queue: ready or unacknowledged")),
    MESSAGING_QUEUE_CONSUMERS(gauge("messaging_queue_consumers", COUNT).by(40, QUEUE).serves(USE)
            .help("Consumers of the queue")),
    MESSAGING_REDELIVERED(counter("messaging_redelivered_total", COUNT).by(40, QUEUE).serves(USE)
            .help("Messages that this service got again")),
    MESSAGING_BROKER_ALARMS(gauge("messaging_broker_alarms", COUNT).by(4, ALARM).serves(USE)
            .help("1 while the broker holds publishers back for want of memory or disk")),
    MESSAGING_PUBLISHED(counter("messaging_published_total", COUNT).by(20, EXCHANGE, OUTCOME).serves(USE)
            .help("Messages that this service published: confirmed, unroutable or failed")),
    MESSAGING_PROCESS_DURATION(histogram("messaging_process_duration_seconds", Buckets.WORK)
            .by(60, QUEUE, OUTCOME).serves(USE)
            .help("Time to handle a message: ok, duplicate, retried or dead_lettered")),
    MESSAGING_OUTBOX_MESSAGES(gauge("messaging_outbox_messages", COUNT).serves(USE)
            .help("Messages that wait in the outbox")),
    MESSAGING_OUTBOX_OLDEST_AGE(gauge("messaging_outbox_oldest_age_seconds", SECONDS).serves(USE)
            .help("Age of the oldest message in the outbox; 0 when it is empty")),

    // The hexagon
    PORT_CALL_DURATION(histogram("port_call_duration_seconds", Buckets.LATENCY)
            .by(600, PORT, OPERATION, ADAPTER, OUTCOME).serves(RED)
            .help("Time of a call of a port: ok, refused by the business or failed")),
    PORT_ACTIVE_CALLS(gauge("port_active_calls", COUNT)
            .by(200, PORT, OPERATION, ADAPTER).serves(USE)
            .help("Calls of a port under way now: one that hangs is in no duration")),

    // CRM
    CRM_SESSIONS_ACTIVE(gauge("crm_sessions_active", COUNT).by(1_010, USER).serves(GOLDEN, RED).plan(26)
            .help("Sessions that have not expired")),

    // Conveyor
    MES_STAGE_WORKERS(gauge("mes_stage_workers", COUNT).by(10, STAGE).serves(USE)
            .help("Workers of the stage")),
    MES_STAGE_BUSY_WORKERS(gauge("mes_stage_busy_workers", COUNT).by(10, STAGE).serves(USE)
            .help("Workers of the stage that work now")),
    MES_STAGE_WAIT(histogram("mes_stage_wait_seconds", Buckets.WORK).by(10, STAGE).serves(USE)
            .help("Time that work lay in the stage's queue")),
    MES_STAGE_DURATION(histogram("mes_stage_duration_seconds", Buckets.WORK).by(40, STAGE, OUTCOME).serves(USE)
            .help("Time that the stage worked on one piece")),

    // Orders
    ORDERS(gauge("orders", COUNT).by(12, ORDER_STATUS).serves(BUSINESS)
            .help("Orders by status")),
    ORDER_OLDEST_AGE(gauge("order_oldest_age_seconds", SECONDS).by(12, ORDER_STATUS).serves(BUSINESS)
            .help("Time that the longest waiting order has been in the status; 0 when none is")),
    ORDER_TRANSITION(histogram("order_transition_seconds", Buckets.LEAD_TIME).by(20, FROM, TO).serves(BUSINESS)
            .help("Time that an order spent in one status before it went to the next")),
    ORDER_PRICE_SHOWN(histogram("order_price_shown_seconds", Buckets.LEAD_TIME).serves(BUSINESS)
            .help("Time from the order to the first sight of its price by the customer")),

    // The monitoring itself
    TELEMETRY_FAILURES(counter("telemetry_failures_total", COUNT).by(10, COMPONENT).serves(TELEMETRY)
            .help("Observations that were lost because a part of the telemetry failed")),
    TELEMETRY_PROBE_FAILURES(counter("telemetry_probe_failures_total", COUNT).by(20, PROBE).serves(TELEMETRY)
            .help("Readings that a probe could not take")),
    TELEMETRY_PROBE_AGE(gauge("telemetry_probe_age_seconds", SECONDS).by(20, PROBE).serves(TELEMETRY)
            .help("Time since the probe's last reading that succeeded")),

    // Experiments
    CHAOS_FAULTS_ACTIVE(gauge("chaos_faults_active", COUNT).by(40, PORT).serves(TELEMETRY)
            .help("Faults that an experiment holds active on the port; no series where experiments are not allowed"));

    private final Declaration declaration;

    Metric(Declaration declaration) {
        this.declaration = declaration;
    }

    /** As Prometheus stores it; a histogram adds {@code _bucket}, {@code _sum}, {@code _count}. */
    public String metricName() {
        return declaration.name();
    }

    public Instrument instrument() {
        return declaration.instrument();
    }

    public Unit unit() {
        return declaration.unit();
    }

    /** In the order in which values are given to the meters. */
    public List<Label> labels() {
        return declaration.labels();
    }

    public List<String> labelKeys() {
        return declaration.labels().stream().map(Label::key).toList();
    }

    /** The most label combinations that one service exposes; what comes beyond is counted as a telemetry failure instead. */
    public int bound() {
        return declaration.bound();
    }

    /** Upper bounds in seconds without infinity; empty unless a histogram. */
    public List<Double> buckets() {
        return declaration.buckets();
    }

    public List<Approach> approaches() {
        return declaration.approaches();
    }

    /** Numbers of the monitoring plan that this metric carries; empty when it goes beyond the plan. */
    public List<Integer> planNumbers() {
        return declaration.plan();
    }

    public String help() {
        return declaration.help();
    }
}
