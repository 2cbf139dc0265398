package dev.touchstone.local.stack;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A server of the stack: how to start it, whether it is well, how to end it. It holds no process itself: the
 * {@link Supervisor} does, and so a server can be looked after by another run of the command line than the one that started it.
 */
sealed interface Server permits PostgresServer, RabbitMqServer, S3Server, PrometheusServer, AlertmanagerServer, ZipkinServer, ServiceServer {

    String name();

    /** Servers that have to be healthy before this one is started. */
    default Set<String> needs() {
        return Set.of();
    }

    /** The ports that it listens on, each with the word for what is spoken there. */
    Map<String, Integer> ports();

    /**
     * Makes the files that it needs and lacks, and says which processes to start, in that order; the last one is the server
     * itself, others serve it.
     */
    List<ProcessSpecification> prepare();

    Health health();

    /** What has to be done once it is healthy; may be repeated without harm. */
    default void furnish() {
    }

    default EndSignal endSignal() {
        return EndSignal.TERMINATE;
    }

    /** How a process is asked to end in order. */
    enum EndSignal { TERMINATE, INTERRUPT }
}
