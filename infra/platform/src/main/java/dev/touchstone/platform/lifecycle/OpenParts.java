package dev.touchstone.platform.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a service has opened so far. It is closed in the opposite order: first what was opened last, which may use all that was there before. */
public final class OpenParts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    public <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** Starts something that adds its parts here; closes them when that fails. The failure goes on, and none of closing hides it. */
    public void orClose(Runnable start) {
        try {
            start.run();
        } catch (RuntimeException failure) {
            try {
                close();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    /** Closes every part, even if others can not be; closing again does nothing. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("Could not close everything", e) : failure;
                if (failure.getCause() != e) {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
