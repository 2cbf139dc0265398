package dev.touchstone.platform.messaging;

import static dev.touchstone.observability.catalog.Metric.MESSAGING_DEAD_LETTERED;
import static dev.touchstone.observability.catalog.Metric.MESSAGING_OUTBOX_MESSAGES;
import static dev.touchstone.observability.catalog.Metric.MESSAGING_OUTBOX_OLDEST_AGE;
import static dev.touchstone.observability.catalog.Metric.MESSAGING_PROCESS_DURATION;
import static dev.touchstone.observability.catalog.Metric.MESSAGING_PUBLISHED;
import static dev.touchstone.observability.catalog.Metric.MESSAGING_REDELIVERED;
import static dev.touchstone.observability.catalog.Metric.TELEMETRY_PROBE_AGE;
import static dev.touchstone.observability.catalog.Metric.TELEMETRY_PROBE_FAILURES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.BrokerBackend;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.port.PortCall;
import dev.touchstone.platform.config.BrokerConfig;
import dev.touchstone.platform.config.DatabaseConfig;
import dev.touchstone.platform.config.Secret;
import dev.touchstone.platform.database.Database;
import dev.touchstone.platform.messaging.OutboxRelay.Pace;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the suite promises about its messages, on a real database and a real broker: none is lost, no effect is doubled. */
class MessagingIT {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final WorkQueue QUEUE = new WorkQueue("mes.orders", Exchange.ORDERS, List.of("order.submitted", "order.approved"));
    /** Polls so rarely that only a notification, or its absence, can explain what happens in a test. */
    private static final Pace PATIENT = new Pace(100, Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofDays(7));
    private static final Pace BRISK = new Pace(100, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofDays(7));
    private static final RetryPolicy THREE_TIMES = new RetryPolicy(3, Duration.ofMillis(200), Duration.ofSeconds(2));

    private final BrokerBackend backend = Backends.shared().broker();
    private final Telemetry telemetry = Telemetry.forTests();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<IncomingMessage> handled = new CopyOnWriteArrayList<>();
    private Database database;
    private Outbox outbox;
    private Inbox inbox;

    @BeforeEach
    void open() {
        PostgresBackend postgres = Backends.shared().mesDatabase();
        database = opened(Database.open(new DatabaseConfig(postgres.jdbcUrl(), "mes", new Secret(postgres.password("mes")), 8), "platform-test", "mes", telemetry));
        outbox = new Outbox(database.jdbi());
        inbox = new Inbox(database.jdbi());
        database.jdbi().useHandle(handle -> handle.execute("CREATE TABLE effects (message uuid)"));
    }

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void publishesWhatWasCommittedAndNothingElse() throws Exception {
        declare(QUEUE);
        relay(BRISK);
        OutgoingMessage kept = event("order.submitted");
        assertThatThrownBy(() -> database.jdbi().useTransaction(_ -> {
            outbox.append(event("order.submitted"));
            throw new IllegalStateException("rolled back");
        })).hasMessage("rolled back");
        outbox.append(kept);

        GetResponse published = awaitMessage(QUEUE.name());

        assertThat(published.getProps().getMessageId()).isEqualTo(kept.id().toString());
        assertThat(published.getProps().getType()).isEqualTo("order.submitted");
        assertThat(published.getProps().getContentType()).isEqualTo("application/json");
        assertThat(published.getProps().getDeliveryMode()).isEqualTo(2);
        assertThat(published.getProps().getTimestamp()).isNotNull();
        assertThat(published.getBody()).isEqualTo(kept.payload());
        awaitOutboxDone();
        assertThat(depth(QUEUE.name())).isZero();
    }

    @Test
    void wakesUpAtCommitInsteadOfWaitingForItsPoll() throws Exception {
        declare(QUEUE);
        relay(PATIENT);
        outbox.append(event("order.submitted"));
        awaitOutboxDone();

        long start = System.nanoTime();
        outbox.append(event("order.approved"));
        awaitOutboxDone();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENT.poll().dividedBy(4));
    }

    @Test
    void publishesEverythingOnceTheBrokerIsBack() {
        List<UUID> appended = new ArrayList<>();
        relay(BRISK);
        backend.stopBroker();
        try {
            // One that was connected, and two that begin without a broker.
            relay(BRISK);
            consume(QUEUE, this::takeEffect, THREE_TIMES);
            IntStream.range(0, 250).forEach(_ -> {
                OutgoingMessage message = event("order.submitted");
                outbox.append(message);
                appended.add(message.id());
            });
            assertThat(pending()).isEqualTo(250);
        } finally {
            backend.startBroker();
        }

        await().atMost(LONG).until(() -> effects().size() == 250);
        assertThat(effects()).containsExactlyInAnyOrderElementsOf(appended);
        awaitOutboxDone();
    }

    @Test
    void holdsNeitherTransactionNorRowsForEverWhenTheBrokerHangs() throws Exception {
        declare(QUEUE);
        SilentProxy proxy = opened(new SilentProxy(backend.host(), backend.port()));
        opened(OutboxRelay.start(database, connection(proxy.port()), telemetry, BRISK));
        outbox.append(event("order.submitted"));
        awaitOutboxDone();

        proxy.silent(true);
        OutgoingMessage unconfirmed = event("order.approved");
        outbox.append(unconfirmed);
        await().atMost(LONG).until(() -> attempts(unconfirmed) >= 1);
        await().during(BRISK.confirm().plusMillis(500)).atMost(LONG).until(() -> openTransactions() == 0 && pending() == 1);
        relay(BRISK);

        // Another relay, whose broker answers, takes over.
        awaitOutboxDone();
    }

    @Test
    void keepsAnUnroutableMessageUntilItsQueueIsThere() throws Exception {
        relay(BRISK);
        OutgoingMessage early = event("order.submitted");
        outbox.append(early);
        await().atMost(LONG).until(() -> attempts(early) >= 2);
        assertThat(pending()).isEqualTo(1);

        declare(QUEUE);

        assertThat(awaitMessage(QUEUE.name()).getProps().getMessageId()).isEqualTo(early.id().toString());
        awaitOutboxDone();
    }

    @Test
    void doesNotLetUnroutableMessagesHoldUpTheOthers() {
        declare(QUEUE);
        relay(new Pace(10, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofDays(7)));
        IntStream.range(0, 50).forEach(_ -> outbox.append(event("order.nobody-wants-this")));
        OutgoingMessage wanted = event("order.submitted");

        outbox.append(wanted);

        assertThat(awaitMessage(QUEUE.name()).getProps().getMessageId()).isEqualTo(wanted.id().toString());
        assertThat(pending()).isEqualTo(50);
    }

    @Test
    void hasOneEffectWhenTheRelayDiesBetweenPublishingAndMarking() {
        AtomicInteger deliveries = new AtomicInteger();
        consume(QUEUE, message -> {
            deliveries.incrementAndGet();
            return takeEffect(message);
        }, THREE_TIMES);
        // Marking fails in the database, which for the relay is the same as dying there.
        database.jdbi().useHandle(handle -> {
            handle.execute("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''died before the mark''; END'");
            handle.execute("CREATE TRIGGER death BEFORE UPDATE ON outbox FOR EACH ROW WHEN (NEW.published_at IS NOT NULL) EXECUTE FUNCTION die()");
        });
        OutboxRelay doomed = relay(BRISK);
        outbox.append(event("order.submitted"));
        await().atMost(LONG).until(() -> deliveries.get() >= 1);
        doomed.close();
        assertThat(pending()).isEqualTo(1);
        int before = deliveries.get();

        database.jdbi().useHandle(handle -> handle.execute("DROP TRIGGER death ON outbox"));
        relay(BRISK);

        awaitOutboxDone();
        await().atMost(LONG).until(() -> deliveries.get() > before);
        assertThat(effects()).hasSize(1);
    }

    @Test
    void takesUpTheRowsOfARelayThatDiedWhenItsLeaseEnds() {
        declare(QUEUE);
        outbox.append(event("order.submitted"));
        // What a relay leaves that was killed after it had taken the row.
        database.jdbi().useHandle(handle -> handle.execute("UPDATE outbox SET due_at = now() + interval '2 seconds', attempts = 1"));

        relay(BRISK);

        awaitMessage(QUEUE.name());
        awaitOutboxDone();
    }

    @Test
    void publishesEachMessageOnceWhenTwoRelaysShareAnOutbox() {
        declare(QUEUE);
        Pace small = new Pace(7, Duration.ofMillis(100), Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofDays(7));
        relay(small);
        relay(small);
        List<UUID> appended = new ArrayList<>();
        IntStream.range(0, 300).forEach(_ -> {
            OutgoingMessage message = event("order.submitted");
            outbox.append(message);
            appended.add(message.id());
        });
        awaitOutboxDone();

        List<UUID> published = onChannel(channel -> {
            List<UUID> ids = new ArrayList<>();
            for (GetResponse message = channel.basicGet(QUEUE.name(), true); message != null; message = channel.basicGet(QUEUE.name(), true)) {
                ids.add(UUID.fromString(message.getProps().getMessageId()));
            }
            return ids;
        });

        assertThat(published).containsExactlyInAnyOrderElementsOf(appended);
    }

    @Test
    void forgetsPublishedMessagesAfterTheTimeToKeepThem() {
        declare(QUEUE);
        inbox.once(UUID.randomUUID(), () -> {
        });
        outbox.append(event("order.submitted"));
        relay(new Pace(100, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofDays(7)));
        awaitOutboxDone();
        database.jdbi().useHandle(handle -> {
            handle.execute("UPDATE outbox SET published_at = now() - interval '8 days'");
            handle.execute("UPDATE inbox SET received_at = now() - interval '8 days'");
        });
        outbox.append(event("order.nobody-wants-this"));

        relay(BRISK);

        await().atMost(LONG).until(() -> count("SELECT count(*) FROM inbox") == 0 && count("SELECT count(*) FROM outbox") == 1);
        assertThat(pending()).isEqualTo(1);
    }

    @Test
    void hasOneEffectWhenAMessageComesTwice() throws Exception {
        AtomicInteger deliveries = new AtomicInteger();
        consume(QUEUE, message -> {
            deliveries.incrementAndGet();
            return takeEffect(message);
        }, THREE_TIMES);
        UUID id = UUID.randomUUID();
        send(id.toString(), "order.submitted", "{}");
        send(id.toString(), "order.submitted", "{}");

        await().atMost(LONG).until(() -> deliveries.get() == 2 && depth(QUEUE.name()) == 0);

        assertThat(effects()).containsExactly(id);
        assertThat(inbox.seen(id)).isTrue();
    }

    @Test
    void hasNoEffectAndRemembersNothingWhenTheEffectFails() {
        UUID id = UUID.randomUUID();

        assertThatThrownBy(() -> inbox.once(id, () -> {
            effect(id);
            throw new IllegalStateException("after the effect");
        })).hasMessage("after the effect");

        assertThat(effects()).isEmpty();
        assertThat(inbox.seen(id)).isFalse();
        assertThat(inbox.once(id, () -> effect(id))).isTrue();
        assertThat(inbox.once(id, () -> effect(id))).isFalse();
        assertThat(effects()).containsExactly(id);
    }

    @Test
    void sendsAMessageThatAlwaysFailsToItsDeadLettersAndSparesItsNeighbours() throws Exception {
        UUID bad = UUID.randomUUID();
        List<Instant> attempts = Collections.synchronizedList(new ArrayList<>());
        consume(QUEUE, message -> {
            if (message.id().equals(bad)) {
                attempts.add(Instant.now());
                throw new IllegalStateException("never works");
            }
            return takeEffect(message);
        }, THREE_TIMES);
        List<UUID> good = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            if (i == 20) {
                send(bad.toString(), "order.submitted", "{\"bad\":true}");
            }
            UUID id = UUID.randomUUID();
            good.add(id);
            send(id.toString(), "order.submitted", "{}");
        }

        GetResponse dead = awaitMessage(QUEUE.deadLetters());

        assertThat(dead.getProps().getMessageId()).isEqualTo(bad.toString());
        assertThat(new String(dead.getBody(), StandardCharsets.UTF_8)).isEqualTo("{\"bad\":true}");
        assertThat(dead.getProps().getHeaders())
                .hasEntrySatisfying("failure-reason", reason -> assertThat(reason).hasToString("ATTEMPTS_EXHAUSTED"))
                .hasEntrySatisfying("failure-detail", detail -> assertThat(detail.toString()).contains("never works"))
                .hasEntrySatisfying("attempts", count -> assertThat(count).isEqualTo(3))
                .hasEntrySatisfying("failed-at", at -> assertThat(Instant.parse(at.toString())).isBefore(Instant.now()));
        assertThat(dead.getProps().getType()).isEqualTo("order.submitted");
        await().atMost(LONG).until(() -> effects().size() == 40);
        assertThat(effects()).containsExactlyInAnyOrderElementsOf(good);
        assertThat(depth(QUEUE.deadLetters())).isZero();
        assertThat(depth(QUEUE.retry())).isZero();
        assertThat(attempts).hasSize(3);
        Duration first = Duration.between(attempts.get(0), attempts.get(1));
        Duration second = Duration.between(attempts.get(1), attempts.get(2));
        assertThat(first).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(second).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void countsTheAttemptsOfAMessageThatWorksInTheEnd() throws Exception {
        consume(QUEUE, message -> {
            handled.add(message);
            if (message.attempt() < 3) {
                throw new IllegalStateException("not yet");
            }
            return takeEffect(message);
        }, THREE_TIMES);
        UUID id = UUID.randomUUID();
        send(id.toString(), "order.approved", "{}");

        await().atMost(LONG).until(() -> effects().equals(List.of(id)));

        assertThat(handled).extracting(IncomingMessage::attempt).containsExactly(1, 2, 3);
        assertThat(handled).extracting(IncomingMessage::type).containsOnly("order.approved");
        assertThat(depth(QUEUE.deadLetters())).isZero();
    }

    @Test
    void sendsAPermanentFailureToItsDeadLettersAtOnce() throws Exception {
        consume(QUEUE, message -> {
            handled.add(message);
            throw new PermanentFailure("UNKNOWN_TYPE", "nobody knows " + message.type());
        }, THREE_TIMES);
        send(UUID.randomUUID().toString(), "order.submitted", "{}");

        GetResponse dead = awaitMessage(QUEUE.deadLetters());

        assertThat(handled).hasSize(1);
        assertThat(dead.getProps().getHeaders())
                .hasEntrySatisfying("failure-reason", reason -> assertThat(reason).hasToString("UNKNOWN_TYPE"))
                .hasEntrySatisfying("failure-detail", detail -> assertThat(detail).hasToString("nobody knows order.submitted"))
                .hasEntrySatisfying("attempts", count -> assertThat(count).isEqualTo(1));
    }

    @Test
    void sendsWhatItCanNotReadToItsDeadLetters() throws Exception {
        consume(QUEUE, message -> message.json(fields -> fields.uuid("orderId")) != null, THREE_TIMES);
        send("not-a-uuid", "order.submitted", "{}");
        GetResponse withoutId = awaitMessage(QUEUE.deadLetters());
        send(UUID.randomUUID().toString(), "order.submitted", "{\"orderId\": 7}");
        GetResponse withoutOrder = awaitMessage(QUEUE.deadLetters());

        assertThat(List.of(withoutId, withoutOrder)).allSatisfy(dead ->
                assertThat(dead.getProps().getHeaders().get("failure-reason")).hasToString("MALFORMED_MESSAGE"));
        assertThat(withoutOrder.getProps().getHeaders().get("failure-detail")).hasToString("/orderId must be a string");
    }

    @Test
    void boundsDeliveriesThatCrashTheirConsumer() throws Exception {
        declare(QUEUE);
        send(UUID.randomUUID().toString(), "order.submitted", "{}");
        int deliveries = 0;
        GetResponse dead = null;
        for (int i = 0; i < 3 * Topology.DELIVERY_LIMIT && dead == null; i++) {
            // Takes the message and is gone without an answer.
            try (Connection crashing = factory().newConnection()) {
                deliveries += crashing.createChannel().basicGet(QUEUE.name(), false) == null ? 0 : 1;
            }
            dead = get(QUEUE.deadLetters());
        }

        assertThat(dead).isNotNull();
        assertThat(deliveries).isBetween(2, Topology.DELIVERY_LIMIT + 1);
    }

    @Test
    void goesOnAfterTheBrokerWasRestarted() throws Exception {
        CountDownLatch inWork = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        consume(QUEUE, message -> {
            inWork.countDown();
            mayEnd.await();
            return takeEffect(message);
        }, THREE_TIMES);
        UUID before = UUID.randomUUID();
        send(before.toString(), "order.submitted", "{}");
        inWork.await();

        backend.stopBroker();
        mayEnd.countDown();
        await().atMost(LONG).until(() -> effects().contains(before));
        backend.startBroker();
        UUID after = UUID.randomUUID();
        send(after.toString(), "order.submitted", "{}");

        await().atMost(LONG).until(() -> effects().contains(after) && depth(QUEUE.name()) == 0);
        assertThat(effects()).containsExactlyInAnyOrder(before, after);
    }

    @Test
    void subscribesAnewWhenItsQueueWasDeleted() throws Exception {
        consume(QUEUE, this::takeEffect, THREE_TIMES);
        await().atMost(LONG).until(() -> exists(QUEUE.name()));
        onChannel(channel -> channel.queueDelete(QUEUE.name()));
        UUID id = UUID.randomUUID();

        await().atMost(LONG).ignoreExceptions().until(() -> {
            send(id.toString(), "order.submitted", "{}");
            return effects().contains(id);
        });
    }

    @Test
    void finishesWhatItHasBegunAndLeavesTheRestWhenItCloses() throws Exception {
        CountDownLatch inWork = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        QueueConsumer consumer = opened(QueueConsumer.start(connection(), QUEUE, 1, 5, message -> {
            inWork.countDown();
            mayEnd.await();
            return takeEffect(message);
        }, THREE_TIMES, telemetry));
        await().atMost(LONG).until(() -> exists(QUEUE.name()));
        List<UUID> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sent.add(UUID.randomUUID());
            send(sent.get(i).toString(), "order.submitted", "{}");
        }
        inWork.await();
        Thread closer = Thread.ofVirtual().start(consumer::close);
        assertThat(closer.join(Duration.ofMillis(300))).isFalse();

        mayEnd.countDown();
        closer.join();

        assertThat(effects()).containsExactly(sent.getFirst());
        await().atMost(LONG).until(() -> depth(QUEUE.name()) == 2);
    }

    @Test
    void worksOnAsManyMessagesAtOnceAsItHasWorkers() throws Exception {
        CountDownLatch threeAtOnce = new CountDownLatch(3);
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        opened(QueueConsumer.start(connection(), QUEUE, 3, 10, message -> {
            most.accumulateAndGet(busy.incrementAndGet(), Math::max);
            threeAtOnce.countDown();
            threeAtOnce.await(10, TimeUnit.SECONDS);
            busy.decrementAndGet();
            return takeEffect(message);
        }, THREE_TIMES, telemetry));
        await().atMost(LONG).until(() -> exists(QUEUE.name()));
        for (int i = 0; i < 12; i++) {
            send(UUID.randomUUID().toString(), "order.submitted", "{}");
        }

        await().atMost(LONG).until(() -> effects().size() == 12);

        assertThat(most).hasValue(3);
    }

    @Test
    void recordsWhatBecameOfEachMessage() throws Exception {
        consume(QUEUE, message -> switch (new String(message.payload(), StandardCharsets.UTF_8)) {
            case "never" -> throw new IllegalStateException("never works");
            case "unknown" -> throw new PermanentFailure("UNKNOWN_TYPE", "nobody knows it");
            default -> takeEffect(message);
        }, THREE_TIMES);
        assertThat(telemetry.meters().value(MESSAGING_DEAD_LETTERED, QUEUE.name(), "ATTEMPTS_EXHAUSTED")).contains(0.0);
        List<UUID> sent = Stream.generate(UUID::randomUUID).limit(5).toList();
        for (UUID id : sent) {
            send(id.toString(), "order.submitted", "{}");
        }
        await().atMost(LONG).until(() -> effects().size() == 5);
        send(sent.get(0).toString(), "order.submitted", "{}");
        send(sent.get(1).toString(), "order.submitted", "{}");
        for (int i = 0; i < 3; i++) {
            send(UUID.randomUUID().toString(), "order.submitted", "unknown");
        }
        send(UUID.randomUUID().toString(), "order.submitted", "never");
        send("not-a-uuid", "order.submitted", "{}");

        await().atMost(LONG).until(() -> processed("dead_lettered") == 5 && processed("duplicate") == 2 && depth(QUEUE.deadLetters()) == 5);

        assertThat(processed("ok")).isEqualTo(5);
        assertThat(processed("retried")).isEqualTo(2);
        awaitValue(3, MESSAGING_DEAD_LETTERED, QUEUE.name(), "UNKNOWN_TYPE");
        awaitValue(1, MESSAGING_DEAD_LETTERED, QUEUE.name(), "ATTEMPTS_EXHAUSTED");
        awaitValue(1, MESSAGING_DEAD_LETTERED, QUEUE.name(), "MALFORMED_MESSAGE");
        assertThat(processed("dead_lettered")).isEqualTo(5);
        assertThat(processed("duplicate")).isEqualTo(2);
        assertThat(telemetry.meters().value(MESSAGING_REDELIVERED, QUEUE.name())).contains(0.0);
    }

    @Test
    void countsWhatTheBrokerHandsOutAgain() throws Exception {
        declare(QUEUE);
        for (int i = 0; i < 6; i++) {
            send(UUID.randomUUID().toString(), "order.submitted", "{}");
        }
        // Takes four and is gone without an answer.
        try (Connection crashing = factory().newConnection()) {
            Channel channel = crashing.createChannel();
            for (int i = 0; i < 4; i++) {
                assertThat(channel.basicGet(QUEUE.name(), false)).isNotNull();
            }
        }

        consume(QUEUE, this::takeEffect, THREE_TIMES);

        await().atMost(LONG).until(() -> processed("ok") == 6);
        assertThat(telemetry.meters().value(MESSAGING_REDELIVERED, QUEUE.name())).contains(4.0);
    }

    @Test
    void countsWhatItPublishesByWhatTheBrokerSays() throws Exception {
        declare(QUEUE);
        SilentProxy proxy = opened(new SilentProxy(backend.host(), backend.port()));
        opened(OutboxRelay.start(database, connection(proxy.port()), telemetry, BRISK));
        assertThat(telemetry.meters().value(MESSAGING_PUBLISHED, "conveyor", "confirmed")).contains(0.0);
        IntStream.range(0, 7).forEach(_ -> outbox.append(event("order.submitted")));
        awaitValue(7, MESSAGING_PUBLISHED, "orders", "confirmed");

        OutgoingMessage unwanted = event("order.nobody-wants-this");
        outbox.append(unwanted);
        await().atMost(LONG).until(() -> attempts(unwanted) == 2);
        awaitValue(2, MESSAGING_PUBLISHED, "orders", "unroutable");
        database.jdbi().useHandle(handle -> handle.execute("DELETE FROM outbox WHERE id = ?", unwanted.id()));

        proxy.silent(true);
        outbox.append(event("order.approved"));
        awaitValue(1, MESSAGING_PUBLISHED, "orders", "failed");
        assertThat(telemetry.meters().value(MESSAGING_PUBLISHED, "orders", "confirmed")).contains(7.0);
        assertThat(telemetry.meters().value(MESSAGING_PUBLISHED, "conveyor", "confirmed")).contains(0.0);
    }

    @Test
    void tellsHowMuchWaitsInTheOutboxAndSinceWhen() {
        IntStream.range(0, 12).forEach(_ -> outbox.append(event("order.submitted")));
        database.jdbi().useHandle(handle -> handle.execute("UPDATE outbox SET created_at = now() - interval '90 seconds' WHERE position = (SELECT min(position) FROM outbox)"));
        relay(BRISK);

        awaitValue(12, MESSAGING_OUTBOX_MESSAGES);
        assertThat(telemetry.meters().value(MESSAGING_OUTBOX_OLDEST_AGE).orElseThrow()).isBetween(90.0, 130.0);

        declare(QUEUE);
        awaitOutboxDone();
        awaitValue(0, MESSAGING_OUTBOX_MESSAGES);
        assertThat(telemetry.meters().value(MESSAGING_OUTBOX_OLDEST_AGE)).contains(0.0);
    }

    @Test
    void doesNotLetAScrapeWaitForADatabaseThatHangs() throws Exception {
        PostgresBackend postgres = Backends.shared().mesDatabase();
        URI address = URI.create(postgres.jdbcUrl().substring("jdbc:".length()));
        SilentProxy proxy = opened(new SilentProxy(address.getHost(), address.getPort()));
        String url = postgres.jdbcUrl().replace(address.getAuthority(), "127.0.0.1:" + proxy.port());
        Database hanging = opened(Database.open(new DatabaseConfig(url, "mes", new Secret(postgres.password("mes")), 2), "platform-test", "mes", telemetry));
        opened(OutboxRelay.start(hanging, connection(), telemetry, BRISK));
        awaitValue(0, MESSAGING_OUTBOX_MESSAGES);

        proxy.silent(true);
        try {
            await().atMost(LONG).until(() -> {
                long start = System.nanoTime();
                telemetry.meters().scrape();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
                return telemetry.meters().value(MESSAGING_OUTBOX_MESSAGES).isEmpty();
            });
            assertThat(telemetry.meters().value(TELEMETRY_PROBE_AGE, "outbox").orElseThrow()).isGreaterThan(15.0);
            assertThat(telemetry.meters().value(TELEMETRY_PROBE_FAILURES, "outbox").orElseThrow()).isPositive();
        } finally {
            proxy.silent(false);
        }
        awaitValue(0, MESSAGING_OUTBOX_MESSAGES);
    }

    private long processed(String outcome) {
        return telemetry.meters().count(MESSAGING_PROCESS_DURATION, QUEUE.name(), outcome);
    }

    private void awaitValue(double value, Metric metric, String... labels) {
        await().atMost(LONG).untilAsserted(() -> assertThat(telemetry.meters().value(metric, labels)).contains(value));
    }

    @Test
    void carriesTheTraceFromTheAppendToTheHandler() {
        declare(QUEUE);
        relay(BRISK);
        consume(QUEUE, this::takeEffect, THREE_TIMES);

        telemetry.portObserver().run(new Call("outbox", "append", "test"), () -> outbox.append(event("order.submitted")));

        await().atMost(LONG).until(() -> telemetry.finishedSpans().stream().anyMatch(span -> span.getKind() == SpanKind.CONSUMER));
        SpanData root = telemetry.finishedSpans().stream().filter(span -> span.getName().contains("append")).findFirst().orElseThrow();
        SpanData producer = telemetry.finishedSpans().stream().filter(span -> span.getKind() == SpanKind.PRODUCER).findFirst().orElseThrow();
        SpanData consumer = telemetry.finishedSpans().stream().filter(span -> span.getKind() == SpanKind.CONSUMER).findFirst().orElseThrow();
        assertThat(producer.getParentSpanId()).isEqualTo(root.getSpanId());
        assertThat(consumer.getParentSpanId()).isEqualTo(producer.getSpanId());
        assertThat(List.of(producer.getTraceId(), consumer.getTraceId())).containsOnly(root.getTraceId());
        assertThat(telemetry.finishedSpans().stream().filter(span -> span.getKind() == SpanKind.CLIENT))
                .as("statements within the trace").isNotEmpty().allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(root.getTraceId()));
    }

    private record Call(String port, String operation, String adapter) implements PortCall {
    }

    private interface ChannelUse<T> {
        T with(Channel channel) throws Exception;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    private BrokerConnection connection() {
        return connection(backend.port());
    }

    private BrokerConnection connection(int port) {
        return opened(new BrokerConnection(new BrokerConfig(backend.host(), port, backend.virtualHost(), backend.user(),
                new Secret(backend.password())), "platform-test"));
    }

    private OutboxRelay relay(Pace pace) {
        return opened(OutboxRelay.start(database, connection(), telemetry, pace));
    }

    private void consume(WorkQueue queue, MessageHandler handler, RetryPolicy retries) {
        opened(QueueConsumer.start(connection(), queue, 2, 4, handler, retries, telemetry));
    }

    private static OutgoingMessage event(String type) {
        return OutgoingMessage.event(type, ("{\"type\":\"" + type + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private boolean takeEffect(IncomingMessage message) {
        return inbox.once(message.id(), () -> effect(message.id()));
    }

    private void effect(UUID id) {
        database.jdbi().useHandle(handle -> handle.execute("INSERT INTO effects VALUES (?)", id));
    }

    private List<UUID> effects() {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT message FROM effects").mapTo(UUID.class).list());
    }

    private long pending() {
        return count("SELECT count(*) FROM outbox WHERE published_at IS NULL");
    }

    private int attempts(OutgoingMessage message) {
        return database.jdbi().withHandle(handle -> handle.select("SELECT attempts FROM outbox WHERE id = ?", message.id()).mapTo(Integer.class).one());
    }

    private long openTransactions() {
        return count("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'");
    }

    private long count(String sql) {
        return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private void awaitOutboxDone() {
        await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> pending() == 0);
    }

    private ConnectionFactory factory() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(backend.host());
        factory.setPort(backend.port());
        factory.setVirtualHost(backend.virtualHost());
        factory.setUsername(backend.user());
        factory.setPassword(backend.password());
        return factory;
    }

    private <T> T onChannel(ChannelUse<T> use) {
        try (Connection connection = factory().newConnection(); Channel channel = connection.createChannel()) {
            return use.with(channel);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void declare(WorkQueue queue) {
        onChannel(channel -> {
            Topology.declare(channel, queue);
            return null;
        });
    }

    private void send(String messageId, String type, String payload) {
        onChannel(channel -> {
            Topology.declare(channel, QUEUE);
            channel.confirmSelect();
            channel.basicPublish(Exchange.ORDERS.exchange(), type, new BasicProperties.Builder().messageId(messageId).type(type).deliveryMode(2)
                    .headers(Map.of()).build(), payload.getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(10_000);
            return null;
        });
    }

    private boolean exists(String queue) {
        try {
            return depth(queue) >= 0;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Messages ready to be handed out. */
    private long depth(String queue) {
        return onChannel(channel -> channel.messageCount(queue));
    }

    private GetResponse get(String queue) {
        return onChannel(channel -> channel.basicGet(queue, true));
    }

    private GetResponse awaitMessage(String queue) {
        List<GetResponse> found = new ArrayList<>();
        await().atMost(LONG).ignoreExceptions().until(() -> {
            GetResponse message = get(queue);
            if (message != null) {
                found.add(message);
            }
            return message != null;
        });
        return found.getFirst();
    }
}
