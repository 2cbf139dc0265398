package dev.touchstone.platform.messaging;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.probe.Probe;
import dev.touchstone.observability.probe.Reading;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Looks how much waits in the outbox, and since when. */
final class OutboxBacklog implements Probe.Source {
    private record Backlog(long messages, double oldestSeconds) {
    }

    private final Jdbi jdbi;

    OutboxBacklog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Reading> read() {
        Backlog backlog = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(*) AS messages, coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0) AS oldest
                        FROM outbox
                        WHERE published_at IS NULL
                        """)
                .map((row, _) -> new Backlog(row.getLong("messages"), row.getDouble("oldest")))
                .one());
        return List.of(
                Reading.of(Metric.MESSAGING_OUTBOX_MESSAGES, backlog.messages()),
                Reading.of(Metric.MESSAGING_OUTBOX_OLDEST_AGE, backlog.oldestSeconds()));
    }
}
