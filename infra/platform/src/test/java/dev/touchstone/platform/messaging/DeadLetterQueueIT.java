package dev.touchstone.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.BrokerBackend;
import dev.touchstone.platform.config.BrokerConfig;
import dev.touchstone.platform.config.Secret;
import dev.touchstone.platform.messaging.DeadLetterQueue.Letter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    private Channel channel;

    @BeforeEach
    void open() throws IOException {
        channel = connection(backend.port()).openChannel();
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

        DeadLetterQueue desk = new DeadLetterQueue(connection(backend.port()), QUEUE.name());
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
        DeadLetterQueue desk = new DeadLetterQueue(connection(backend.port()), QUEUE.name());

        assertThat(desk.glance(10).oldest()).extracting(Letter::id).containsExactly(id);
        assertThat(desk.replayAll()).isEqualTo(1);

        GetResponse replayed = channel.basicGet(QUEUE.name(), true);
        assertThat(replayed.getProps().getMessageId()).isEqualTo(id);
    }

    private static boolean replay(DeadLetterQueue desk, String id) {
        try {
            return desk.replay(id);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String bury(String payload) throws Exception {
        String id = UUID.randomUUID().toString();
        channel.confirmSelect();
        channel.basicPublish(Exchange.DEAD_LETTERS.exchange(), QUEUE.name(), true,
                new BasicProperties.Builder().messageId(id).type("order.submitted").deliveryMode(2).build(), payload.getBytes(StandardCharsets.UTF_8));
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
