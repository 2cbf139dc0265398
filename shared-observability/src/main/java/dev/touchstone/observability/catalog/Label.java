package dev.touchstone.observability.catalog;

/** Every label key there is, with the kind of values it takes. All values are closed sets or bounded by construction. */
public enum Label {
    HTTP_METHOD("http_request_method", "request method; _OTHER for unknown ones"),
    HTTP_ROUTE("http_route", "route template; UNMATCHED when no route fits"),
    HTTP_STATUS("http_response_status_code", "status code of the response"),
    USER("user_id", "keyed pseudonym of the caller; other beyond the tracked users, anonymous without a caller"),
    DIRECTION("direction", "received or sent"),
    PORT("port", "port of the hexagon"),
    OPERATION("operation", "operation of the port or of the storage client"),
    ADAPTER("adapter", "what stands behind the port"),
    OUTCOME("outcome", "how it ended"),
    DATABASE("db_instance", "shop-db or mes-db"),
    SERVICE("service_name", "service that holds the connection"),
    STATE("state", "state of what is counted"),
    BUCKET("bucket", "bucket of the object storage"),
    QUEUE("queue", "name of the queue"),
    EXCHANGE("exchange", "name of the exchange"),
    REASON("reason", "closed code of the reason"),
    ACT("act", "what the operator did"),
    ALARM("alarm", "resource that the broker is short of"),
    STAGE("stage", "stage of the conveyor"),
    ORDER_STATUS("status", "status of the order"),
    FROM("from", "status before"),
    TO("to", "status after"),
    COMPONENT("component", "part of the telemetry"),
    PROBE("probe", "name of the probe"),
    MEMORY_TYPE("jvm_memory_type", "heap"),
    COLLECTOR("jvm_gc_name", "garbage collector");

    private final String key;
    private final String meaning;

    Label(String key, String meaning) {
        this.key = key;
        this.meaning = meaning;
    }

    public String key() {
        return key;
    }

    public String meaning() {
        return meaning;
    }
}
