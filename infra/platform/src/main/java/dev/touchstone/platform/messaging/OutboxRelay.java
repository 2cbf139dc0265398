package dev.touchstone.platform.messaging;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.observability.probe.Probe;
import dev.touchstone.observability.trace.MessageTracing;
import dev.touchstone.observability.trace.TraceCarrier;
import dev.touchstone.platform.database.Database;
import dev.touchstone.platform.messaging.ConfirmedPublisher.Fate;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what transactions have left in the outbox, each message at least once.
 *
 * <p>A batch of rows is taken by moving their {@code due_at} into the future, in one short statement: no transaction is open and
 * no lock held while the broker is asked. Rows that the broker has confirmed are marked; the others, unroutable ones among
 * them, become due again after a growing delay, and those of a relay that died when its lease ends. Several relays may
 * work on one outbox. A commit wakes the relay (NOTIFY); polling is for what a lost notification, a lease or a delay leaves.
 */
public final class OutboxRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);
    private static final Duration PRUNE_INTERVAL = Duration.ofMinutes(10);
    private static final Duration BACKLOG_INTERVAL = Duration.ofSeconds(5);
    private static final int TURN_MILLISECONDS = 200;
    private static final int PRUNE_BATCH = 1_000;
    private static final String CONFIRMED = "confirmed";
    private static final String UNROUTABLE = "unroutable";
    private static final String FAILED = "failed";
    private static final List<String> OUTCOMES = List.of(CONFIRMED, UNROUTABLE, FAILED);
    static final int PERSISTENT = 2;

    /**
     * @param batch   rows at once
     * @param poll    how long to wait for a notification at most
     * @param lease   how long rows stay with a relay that does not answer; longer than {@code confirm}
     * @param confirm how long the broker may take for a batch
     * @param keep    how long published rows, and the inbox's, are kept; longer than any duplicate may be late
     */
    public record Pace(int batch, Duration poll, Duration lease, Duration confirm, Duration keep) {
        public static final Pace STANDARD = new Pace(100, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofDays(7));
    }

    private record Row(long position, UUID id, String exchange, String routingKey, String type, byte[] payload, String traceparent, Instant createdAt) {
        static Row of(ResultSet row, StatementContext context) throws SQLException {
            return new Row(row.getLong("position"), row.getObject("id", UUID.class), row.getString("exchange"), row.getString("routing_key"),
                    row.getString("type"), row.getBytes("payload"), row.getString("traceparent"), row.getTimestamp("created_at").toInstant());
        }
    }

    private final Database database;
    private final BrokerConnection broker;
    private final Pace pace;
    private final MessageTracing tracing;
    private final Meters meters;
    private final Probe backlog;
    private final Thread thread;
    private Instant nextPrune = Instant.EPOCH;
    private volatile boolean closing;

    private OutboxRelay(Database database, BrokerConnection broker, Telemetry telemetry, Pace pace) {
        this.database = database;
        this.broker = broker;
        this.pace = pace;
        this.tracing = telemetry.messageTracing();
        this.meters = telemetry.meters();
        for (Exchange exchange : List.of(Exchange.ORDERS, Exchange.CONVEYOR)) {
            // Zero from the start: a rate does not see the first step of a counter that was not there.
            OUTCOMES.forEach(outcome -> meters.counter(Metric.MESSAGING_PUBLISHED, exchange.exchange(), outcome));
        }
        this.backlog = telemetry.probes().every(BACKLOG_INTERVAL, "outbox", new OutboxBacklog(database.jdbi()));
        this.thread = Thread.ofPlatform().daemon().name("outbox-relay").unstarted(this::run);
    }

    public static OutboxRelay start(Database database, BrokerConnection broker, Telemetry telemetry) {
        return start(database, broker, telemetry, Pace.STANDARD);
    }

    public static OutboxRelay start(Database database, BrokerConnection broker, Telemetry telemetry, Pace pace) {
        OutboxRelay relay = new OutboxRelay(database, broker, telemetry, pace);
        relay.thread.start();
        return relay;
    }

    private void run() {
        while (!closing) {
            // A connection of its own: waiting for notifications would keep one of the pool's for ever.
            try (Handle handle = Jdbi.open(database.openConnection()); Channel channel = broker.openChannel()) {
                Topology.declareExchanges(channel);
                relay(handle, new ConfirmedPublisher(channel));
            } catch (Exception e) {
                if (!closing) {
                    LOG.warn("The outbox relay starts over: {}", e.toString());
                    pause();
                }
            }
        }
    }

    private void relay(Handle handle, ConfirmedPublisher publisher) throws Exception {
        // Before the first look, so that nothing is committed unnoticed between look and wait.
        String notifications = handle.createQuery("SELECT quote_ident(" + Outbox.CHANNEL + ")").mapTo(String.class).one();
        handle.execute("LISTEN " + notifications);
        PGConnection connection = handle.getConnection().unwrap(PGConnection.class);
        while (!closing) {
            if (!publisher.isOpen()) {
                throw new IOException("The broker has closed the channel");
            }
            int taken = relayBatch(handle, publisher);
            prune(handle);
            if (taken < pace.batch()) {
                awaitNotification(connection);
            }
        }
    }

    // In short turns, since nothing else ends the wait when the relay closes.
    private void awaitNotification(PGConnection connection) throws SQLException {
        long deadline = System.nanoTime() + pace.poll().toNanos();
        boolean woken = false;
        while (!woken && !closing && System.nanoTime() < deadline) {
            int turn = Math.clamp(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()), 1, TURN_MILLISECONDS);
            woken = connection.getNotifications(turn).length > 0;
        }
    }

    private int relayBatch(Handle handle, ConfirmedPublisher publisher) throws Exception {
        List<Row> rows = take(handle);
        if (rows.isEmpty()) {
            return 0;
        }
        Map<Long, CompletableFuture<Fate>> fates = new HashMap<>();
        Exception broken = null;
        try {
            for (Row row : rows) {
                tracing.producing(row.exchange(), row.id().toString(), Optional.ofNullable(row.traceparent()),
                        () -> fates.put(row.position(), publish(publisher, row)));
            }
        } catch (IOException | ShutdownSignalException e) {
            broken = e;
        }
        List<Long> confirmed = new ArrayList<>();
        List<Long> left = new ArrayList<>();
        long deadline = System.nanoTime() + pace.confirm().toNanos();
        for (Row row : rows) {
            Fate fate = null;
            CompletableFuture<Fate> answer = fates.get(row.position());
            if (answer != null) {
                try {
                    fate = answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (ExecutionException | TimeoutException e) {
                    broken = e;
                }
                count(row.exchange(), fate);
            }
            if (fate == Fate.CONFIRMED) {
                confirmed.add(row.position());
            } else {
                left.add(row.position());
                if (fate != null) {
                    LOG.warn("The broker left {} to {} with us: {}", row.type(), row.exchange(), fate);
                }
            }
        }
        markPublished(handle, confirmed);
        postpone(handle, left);
        if (broken != null) {
            throw broken;
        }
        return rows.size();
    }

    private static CompletableFuture<Fate> publish(ConfirmedPublisher publisher, Row row) throws IOException {
        BasicProperties properties = new BasicProperties.Builder()
                .messageId(row.id().toString())
                .type(row.type())
                .contentType("application/json")
                .deliveryMode(PERSISTENT)
                .timestamp(Date.from(row.createdAt()))
                .headers(TraceCarrier.current().<Map<String, Object>>map(parent -> Map.of(Headers.TRACEPARENT, parent)).orElse(Map.of()))
                .build();
        return publisher.publish(row.exchange(), row.routingKey(), properties, row.payload());
    }

    /** @param fate null when the broker has not answered */
    private void count(String exchange, Fate fate) {
        String outcome = switch (fate) {
            case CONFIRMED -> CONFIRMED;
            case UNROUTABLE -> UNROUTABLE;
            case REFUSED -> FAILED;
            case null -> FAILED;
        };
        meters.counter(Metric.MESSAGING_PUBLISHED, exchange, outcome).increment();
    }

    private List<Row> take(Handle handle) {
        return handle.createQuery("""
                        WITH due AS MATERIALIZED (
                            SELECT position FROM outbox
                            WHERE published_at IS NULL AND due_at <= now()
                            ORDER BY due_at, position
                            LIMIT :batch
                            FOR UPDATE SKIP LOCKED)
                        UPDATE outbox
                        SET due_at = now() + :lease * interval '1 second', attempts = attempts + 1
                        FROM due
                        WHERE outbox.position = due.position
                        RETURNING outbox.*
                        """)
                .bind("batch", pace.batch())
                .bind("lease", pace.lease().toMillis() / 1_000.0)
                .map(Row::of)
                .stream()
                .sorted(Comparator.comparingLong(Row::position))
                .toList();
    }

    private static void markPublished(Handle handle, List<Long> positions) {
        if (!positions.isEmpty()) {
            handle.createUpdate("UPDATE outbox SET published_at = now() WHERE position = ANY (:positions)")
                    .bindArray("positions", Long.class, positions)
                    .execute();
        }
    }

    private static void postpone(Handle handle, List<Long> positions) {
        if (!positions.isEmpty()) {
            // 0.5 s after the first attempt, doubled up to 30 s.
            handle.createUpdate("""
                            UPDATE outbox
                            SET due_at = now() + least(interval '30 seconds', interval '0.25 seconds' * power(2, least(attempts, 10)))
                            WHERE position = ANY (:positions)
                            """)
                    .bindArray("positions", Long.class, positions)
                    .execute();
        }
    }

    private void prune(Handle handle) {
        if (Instant.now().isBefore(nextPrune)) {
            return;
        }
        int deleted = delete(handle, "outbox", "position", "published_at") + delete(handle, "inbox", "id", "received_at");
        // A full batch leaves more to do: next time round.
        nextPrune = deleted < PRUNE_BATCH ? Instant.now().plus(PRUNE_INTERVAL) : Instant.EPOCH;
    }

    private int delete(Handle handle, String table, String key, String age) {
        return handle.createUpdate("DELETE FROM <table> WHERE <key> IN (SELECT <key> FROM <table> WHERE <age> < now() - :keep * interval '1 second' LIMIT :batch)")
                .define("table", table)
                .define("key", key)
                .define("age", age)
                .bind("keep", pace.keep().toSeconds())
                .bind("batch", PRUNE_BATCH)
                .execute();
    }

    private void pause() {
        try {
            Thread.sleep(RESTART_PAUSE);
        } catch (InterruptedException e) {
            // Only close() interrupts.
            closing = true;
        }
    }

    /** Finishes the batch under way; what is left stays in the outbox. */
    @Override
    public void close() {
        closing = true;
        backlog.close();
        try {
            if (!thread.join(pace.confirm().plus(RESTART_PAUSE))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
