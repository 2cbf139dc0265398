package dev.touchstone.platform.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.probe.Probe;
import dev.touchstone.observability.probe.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * How much waits in each work queue and in its two companions, as the broker answers a passive declaration. Dead letters are
 * shown under the name of the work queue that they came from; a queue that is not there has no series.
 * How old they are is a matter of {@link DeadLetterAges}.
 */
public final class QueueProbe implements Probe.Source {
    private final BrokerConnection connection;
    private final List<WorkQueue> queues;

    public QueueProbe(BrokerConnection connection, List<WorkQueue> queues) {
        this.connection = connection;
        this.queues = List.copyOf(queues);
    }

    @Override
    public List<Reading> read() throws IOException, TimeoutException {
        List<Reading> readings = new ArrayList<>();
        for (WorkQueue queue : queues) {
            look(queue.name()).ifPresent(state -> {
                readings.add(Reading.of(Metric.MESSAGING_QUEUE_MESSAGES, state.getMessageCount(), queue.name(), "ready"));
                readings.add(Reading.of(Metric.MESSAGING_QUEUE_CONSUMERS, state.getConsumerCount(), queue.name()));
            });
            look(queue.retry()).ifPresent(state ->
                    readings.add(Reading.of(Metric.MESSAGING_QUEUE_MESSAGES, state.getMessageCount(), queue.retry(), "ready")));
            look(queue.deadLetters()).ifPresent(state ->
                    readings.add(Reading.of(Metric.MESSAGING_DEAD_LETTERS, state.getMessageCount(), queue.name())));
        }
        return readings;
    }

    /** On a channel of its own, for the broker closes it when there is no such queue. */
    private Optional<AMQP.Queue.DeclareOk> look(String queue) throws IOException, TimeoutException {
        Channel channel = connection.openChannel();
        try {
            return Optional.of(channel.queueDeclarePassive(queue));
        } catch (IOException e) {
            if (e.getCause() instanceof ShutdownSignalException signal
                    && signal.getReason() instanceof AMQP.Channel.Close close && close.getReplyCode() == AMQP.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        } finally {
            if (channel.isOpen()) {
                channel.close();
            }
        }
    }
}
