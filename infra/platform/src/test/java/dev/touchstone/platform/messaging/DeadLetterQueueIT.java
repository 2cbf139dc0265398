package dev.touchstone.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.BrokerBackend;
import dev.touchstone.observability.probe.Reading;
import dev.touchstone.platform.config.BrokerConfig;
import dev.touchstone.platform.config.Secret;
import dev.touchstone.platform.messaging.DeadLetterQueue.Letter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of dead letters when the desk dies, and when their queue is older than the suite. */
class DeadLetterQueueIT {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final WorkQueue QUEUE = new WorkQueue("mes.orders", Exchange.ORDERS, List.of("order.submitted"));

    private final BrokerBackend backend = Backends.shared().broker();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private BrokerConnection connection;
    private Channel channel;
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource clock = () -> now;

    @BeforeEach
    void open() throws IOException {
        connection = connection(backend.port());
        channel = connection.openChannel();
    }

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void losesNothingWhenTheDeskIsKilledBetweenPublishAndAcknowledgement() throws Exception {
        Topology.declare(channel, QUEUE);
        String first = bury("{\"piece\":\"first\"}");
        String precious = bury("{\"piece\":\"precious\"}");
        SilentProxy proxy = opened(new SilentProxy(backend.host(), backend.port()));
        DeadLetterQueue doomed = new DeadLetterQueue(connection(proxy.port()), QUEUE.name());
        assertThat(doomed.glance(10).letters()).isEqualTo(2);

        // The broker has the copy; the desk never hears so, and is gone.
        proxy.silentAfter("precious");
        CompletableFuture<Boolean> replay = CompletableFuture.supplyAsync(() -> replay(doomed, precious));
        await().atMost(LONG).until(() -> channel.messageCount(QUEUE.name()) == 1);
        proxy.cut();

        DeadLetterQueue desk = desk();
        await().atMost(LONG).until(() -> desk.glance(10).letters() == 2);
        assertThat(desk.glance(10).oldest()).extracting(Letter::id).containsExactly(first, precious);
        assertThat(replay).failsWithin(LONG);
        // There twice, under one id: its consumer's inbox lets it have one effect.
        assertThat(channel.basicGet(QUEUE.name(), true).getProps().getMessageId()).isEqualTo(precious);
        assertThat(desk.replay(precious)).isTrue();
        assertThat(channel.basicGet(QUEUE.name(), true).getProps().getMessageId()).isEqualTo(precious);
        assertThat(desk.glance(10).oldest()).extracting(Letter::id).containsExactly(first);
    }

    @Test
    void worksWithADeadLetterQueueOfAnEarlierVersion() throws Exception {
        channel.queueDeclare(QUEUE.deadLetters(), true, false, false, Map.of("x-queue-type", "quorum", "x-overflow", "reject-publish"));
        Topology.declare(channel, QUEUE);
        String id = bury("{}");
        Topology.declare(channel, QUEUE);
        DeadLetterQueue desk = desk();

        assertThat(desk.glance(10).oldest()).extracting(Letter::id).containsExactly(id);
        assertThat(desk.replayAll()).isEqualTo(1);

        GetResponse replayed = channel.basicGet(QUEUE.name(), true);
        assertThat(replayed.getProps().getMessageId()).isEqualTo(id);
    }

    @Test
    void tellsHowLongTheLongestDeadLetterHasBeenDead() throws Exception {
        DeadLetterAges ages = new DeadLetterAges(List.of(desk()), clock);
        assertThat(ages.read()).as("before anybody has declared the queue").isEmpty();
        Topology.declare(channel, QUEUE);
        assertThat(age(ages)).isZero();

        String oldest = bury("{}", now.minusSeconds(100));
        bury("{}", now.minusSeconds(40));
        assertThat(age(ages)).isEqualTo(100);
        now = now.plusSeconds(20);
        assertThat(age(ages)).as("as time goes by").isEqualTo(120);

        assertThat(desk().replay(oldest)).isTrue();
        assertThat(age(ages)).as("of the next one").isEqualTo(60);
        assertThat(desk().replayAll()).isEqualTo(1);
        assertThat(age(ages)).isZero();
        now = now.plusSeconds(10);
        assertThat(age(ages)).as("as long as there is none").isZero();
        bury("{}", now.plusSeconds(3));
        assertThat(age(ages)).as("where clocks disagree").isZero();
    }

    @Test
    void looksAtTheHeadOnlyWhenItMayHaveChanged() throws Exception {
        Topology.declare(channel, QUEUE);
        DeadLetterAges ages = new DeadLetterAges(List.of(desk()), clock);
        List<String> letters = List.of(bury("{}", now.minusSeconds(100)), bury("{}", now.minusSeconds(90)));

        for (int i = 0; i < 50; i++) {
            // The count lags behind what was just handed back; a probe is never as quick as this.
            await().atMost(LONG).until(() -> desk().count().getAsLong() == letters.size());
            assertThat(age(ages)).isEqualTo(100);
        }
        assertThat(looks(letters.getFirst())).isEqualTo(1);

        await().atMost(LONG).until(() -> desk().count().getAsLong() == letters.size());
        now = now.plus(DeadLetterAges.REVIEW);
        assertThat(age(ages)).isEqualTo(100 + DeadLetterAges.REVIEW.toSeconds());
        // One more review, and the look of this test itself in between.
        assertThat(looks(letters.getFirst())).isEqualTo(3);
        assertThat(desk().glance(10).oldest()).extracting(Letter::id).isEqualTo(letters);
    }

    @Test
    void looksAtNoHeadOfAnEarlierVersionsQueue() throws Exception {
        channel.queueDeclare(QUEUE.deadLetters(), true, false, false, Map.of("x-queue-type", "quorum", "x-overflow", "reject-publish"));
        Topology.declare(channel, QUEUE);
        DeadLetterAges ages = new DeadLetterAges(List.of(desk()), clock);
        assertThat(age(ages)).isZero();
        String id = bury("{}");

        assertThat(ages.read()).isEmpty();
        assertThat(looks(id)).isZero();
    }

    /** How often the letter, the head of its queue, was taken and handed back before. */
    private int looks(String id) throws IOException {
        GetResponse head = channel.basicGet(QUEUE.deadLetters(), false);
        assertThat(head.getProps().getMessageId()).isEqualTo(id);
        channel.basicNack(head.getEnvelope().getDeliveryTag(), false, true);
        Object count = head.getProps().getHeaders() == null ? null : head.getProps().getHeaders().get("x-delivery-count");
        return count == null ? 0 : ((Number) count).intValue();
    }

    private static double age(DeadLetterAges ages) throws IOException {
        List<Reading> readings = ages.read();
        assertThat(readings).hasSize(1);
        assertThat(readings.getFirst().sample().labels()).containsExactly(QUEUE.name());
        return readings.getFirst().sample().value();
    }

    private DeadLetterQueue desk() {
        return new DeadLetterQueue(connection, QUEUE.name());
    }

    private static boolean replay(DeadLetterQueue desk, String id) {
        try {
            return desk.replay(id);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String bury(String payload) throws Exception {
        return bury(payload, Instant.now());
    }

    private String bury(String payload, Instant failedAt) throws Exception {
        String id = UUID.randomUUID().toString();
        channel.confirmSelect();
        channel.basicPublish(Exchange.DEAD_LETTERS.exchange(), QUEUE.name(), true,
                new BasicProperties.Builder().messageId(id).type("order.submitted").deliveryMode(2)
                        .headers(Map.of(Headers.FAILED_AT, failedAt.toString())).build(), payload.getBytes(StandardCharsets.UTF_8));
        channel.waitForConfirmsOrDie(10_000);
        return id;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    private BrokerConnection connection(int port) {
        return opened(new BrokerConnection(new BrokerConfig(backend.host(), port, backend.virtualHost(), backend.user(),
                new Secret(backend.password())), "platform-test"));
    }
}
