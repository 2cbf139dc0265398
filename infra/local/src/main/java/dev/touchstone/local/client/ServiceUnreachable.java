package dev.touchstone.local.client;

/** No complete answer came: nobody listens, the connection broke, or the time was up. The call may have had its effect. */
public final class ServiceUnreachable extends SuiteFailure {

    ServiceUnreachable(String call, Exception cause) {
        super("%s: no answer (%s)".formatted(call, cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
                cause);
    }

    @Override
    public boolean passing() {
        return true;
    }
}
