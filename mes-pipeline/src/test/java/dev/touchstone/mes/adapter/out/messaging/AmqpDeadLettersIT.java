package dev.touchstone.mes.adapter.out.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.BrokerBackend;
import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.out.DeadLetters;
import dev.touchstone.mes.application.port.out.DeadLettersContract;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.platform.config.BrokerConfig;
import dev.touchstone.platform.config.Secret;
import dev.touchstone.platform.messaging.BrokerConnection;
import dev.touchstone.platform.messaging.Exchange;
import dev.touchstone.platform.messaging.Topology;
import dev.touchstone.platform.messaging.WorkQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AmqpDeadLettersIT extends DeadLettersContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final WorkQueue CASTING = new WorkQueue(QUEUE.value(), Exchange.CONVEYOR, List.of("casting"));

    private final BrokerBackend backend = Backends.shared().broker();
    private final BrokerConnection house = connection("house");
    private final BrokerConnection desk = connection("desk");
    private final DeadLetters deadLetters = desk(desk);
    private Channel channel;

    @BeforeEach
    void declare() throws IOException {
        channel = house.openChannel();
        Topology.declare(channel, CASTING);
    }

    @AfterEach
    void close() {
        desk.close();
        house.close();
    }

    @Override
    protected DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    protected void bury(LetterId id, byte[] payload) {
        try {
            long before = channel.messageCount(CASTING.deadLetters());
            channel.basicPublish(Exchange.CONVEYOR.exchange(), "casting", new BasicProperties.Builder()
                    .messageId(id.value()).type(TYPE).contentType("application/json").deliveryMode(2)
                    .headers(Map.of("traceparent", TRACEPARENT)).build(), payload);
            GetResponse got = await().atMost(PATIENCE).until(() -> channel.basicGet(CASTING.name(), false), message -> message != null);
            channel.basicReject(got.getEnvelope().getDeliveryTag(), false);
            await().atMost(PATIENCE).until(() -> channel.messageCount(CASTING.deadLetters()) > before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected List<LetterId> atWork() {
        List<LetterId> ids = new ArrayList<>();
        for (GetResponse got = work(); got != null; got = work()) {
            ids.add(new LetterId(got.getProps().getMessageId()));
        }
        return ids;
    }

    private GetResponse work() {
        try {
            return channel.basicGet(CASTING.name(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void sendsBackTheSameMessageAsIfItWereNew() {
        LetterId id = bury(1).getFirst();

        deadLetters.replay(QUEUE, id);

        GetResponse message = work();
        assertThat(message.getProps().getMessageId()).isEqualTo(id.value());
        assertThat(message.getProps().getType()).isEqualTo(TYPE);
        assertThat(message.getProps().getContentType()).isEqualTo("application/json");
        assertThat(message.getProps().getDeliveryMode()).isEqualTo(2);
        assertThat(message.getProps().getHeaders()).extractingByKey("traceparent").hasToString(TRACEPARENT);
        assertThat(message.getProps().getHeaders()).doesNotContainKeys("x-death", "x-attempt", "attempts", "failure-reason");
        assertThat(message.getBody()).asString().isEqualTo("payload 0");
    }

    @Test
    void losesNothingWhenTheDeskDiesWithLettersInItsHands() {
        List<LetterId> buried = bury(3);

        // The last one, so that the others are in hand as well.
        assertThatExceptionOfType(TechnicalFailure.class)
                .isThrownBy(() -> deadLetters.remove(QUEUE, buried.getLast(), (_, _) -> desk.close()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(TechnicalFailure.Code.BROKER));

        try (BrokerConnection another = connection("another desk")) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids(desk(another).look(QUEUE, 50))).isEqualTo(buried));
        }
    }

    @Test
    void keepsLettersWhoseQueueIsGone() throws IOException {
        List<LetterId> buried = bury(2);
        channel.queueDelete(CASTING.name());

        assertThatExceptionOfType(TechnicalFailure.class).isThrownBy(() -> deadLetters.replayAll(QUEUE));
        assertThatExceptionOfType(TechnicalFailure.class).isThrownBy(() -> deadLetters.replay(QUEUE, buried.getFirst()));

        assertThat(ids(deadLetters.look(QUEUE, 50))).containsExactlyInAnyOrderElementsOf(buried);
    }

    private static DeadLetters desk(BrokerConnection connection) {
        return new AmqpDeadLetters(connection, new LinkedHashSet<>(List.of(QUEUE, UNUSED)));
    }

    private BrokerConnection connection(String name) {
        return new BrokerConnection(new BrokerConfig(backend.host(), backend.port(), backend.virtualHost(), backend.user(), new Secret(backend.password())), name);
    }
}
