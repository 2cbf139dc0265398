package dev.touchstone.local.stack;

import java.time.Duration;
import java.util.List;

/** Is told how far a start or a stop has come, one event at a time. */
@FunctionalInterface
public interface Progress {

    void report(Event event);

    /** A step that has begun or ended; {@code server} is a name such as {@code shop-db}. */
    sealed interface Event {
    }

    /** Processes of an earlier stack that was killed have been ended. */
    record CleanedUp(String server, List<Long> pids) implements Event {
    }

    /** Looking for the programs; the first time, some are unpacked, which may take half a minute. */
    record FindingPrograms() implements Event {
    }

    record Starting(String server) implements Event {
    }

    record Healthy(String server, Duration took) implements Event {
    }

    record Failed(String server, String reason) implements Event {
    }

    record Stopping(String server) implements Event {
    }

    record Stopped(String server) implements Event {
    }
}
