package dev.touchstone.local.client;

import java.net.ConnectException;

/** No complete answer came: nobody listens, the connection broke, or the time was up. The call may have had its effect. */
public final class ServiceUnreachable extends SuiteFailure {

    ServiceUnreachable(String call, Exception cause) {
        super("%s: no answer (%s)".formatted(call, reason(cause)), cause);
    }

    private static String reason(Exception cause) {
        if (cause instanceof ConnectException) {
            return "nobody listens there";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public boolean passing() {
        return true;
    }
}
