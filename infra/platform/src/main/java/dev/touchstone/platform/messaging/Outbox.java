package dev.touchstone.platform.messaging;

import dev.touchstone.observability.trace.TraceCarrier;
import org.jdbi.v3.core.Jdbi;

/** Where a transaction leaves the messages that are to be published when it commits. */
public final class Outbox {
    /** The relay of a schema listens here; a channel is known to the whole database, hence the schema in its name. */
    static final String CHANNEL = "'outbox_' || current_schema()";

    private final Jdbi jdbi;

    public Outbox(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Joins the thread's transaction; the message is published if that commits, at least once. */
    public void append(OutgoingMessage message) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO outbox (id, exchange, routing_key, type, payload, traceparent)
                            VALUES (:id, :exchange, :routingKey, :type, :payload, :traceparent)
                            """)
                    .bind("id", message.id())
                    .bind("exchange", message.exchange().exchange())
                    .bind("routingKey", message.routingKey())
                    .bind("type", message.type())
                    .bind("payload", message.payload())
                    .bind("traceparent", TraceCarrier.current())
                    .execute();
            // Delivered at commit, and only once however many messages a transaction appends.
            handle.execute("SELECT pg_notify(" + CHANNEL + ", '')");
        });
    }
}
