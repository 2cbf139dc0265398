package dev.touchstone.local.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a server of the stack is.
 *
 * @param pids      its processes, the server itself first; empty when it does not run
 * @param addresses what it listens on, by the word for what is spoken there
 * @param detail    what its health check said
 */
public record ServerStatus(String name, State state, List<Long> pids, Map<String, URI> addresses, String detail, Path log) {

    public enum State {
        HEALTHY,
        /** It runs, but its health check fails; it may still be starting. */
        UNHEALTHY,
        /** It has ended though nobody asked it to. */
        DIED,
        /** It was stopped, or never started. */
        STOPPED
    }
}
