package dev.touchstone.platform.messaging;

/** Names of our message headers. */
final class Headers {
    static final String TRACEPARENT = "traceparent";
    static final String ATTEMPT = "x-attempt";
    static final String FAILURE_REASON = "failure-reason";
    static final String FAILURE_DETAIL = "failure-detail";
    static final String ATTEMPTS = "attempts";
    static final String FAILED_AT = "failed-at";

    private Headers() {
    }
}
