package dev.touchstone.local.client;

/** A call to the suite did not give what was asked for; the message is fit for people. */
public abstract sealed class SuiteFailure extends RuntimeException permits RequestRefused, ServiceUnreachable {

    SuiteFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether the same call may succeed later without any change: the service is away, starting or in trouble. */
    public abstract boolean passing();
}
