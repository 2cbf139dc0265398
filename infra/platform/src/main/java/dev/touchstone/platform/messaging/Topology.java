package dev.touchstone.platform.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Declares exchanges and queues; idempotent, so that whoever comes first does it.
 *
 * <p>All queues are quorum queues that dead-letter at least once. The broker does that only with
 * {@code overflow=reject-publish}; with any other overflow it silently falls back to at most once.
 */
public final class Topology {
    private static final Logger LOG = LoggerFactory.getLogger(Topology.class);
    /** How often a delivery may come back without any answer, as from a process that it crashes, before the broker dead-letters it. */
    static final int DELIVERY_LIMIT = 20;

    private Topology() {
    }

    public static void declareExchanges(Channel channel) throws IOException {
        for (Exchange exchange : Exchange.values()) {
            channel.exchangeDeclare(exchange.exchange(), exchange.type(), true);
        }
    }

    public static void declare(Channel channel, WorkQueue queue) throws IOException {
        declareExchanges(channel);
        // The dead-letter queue first: an at-least-once dead letter without a route is hidden for minutes before it is tried again.
        declareDeadLetters(channel, queue.deadLetters());
        channel.queueBind(queue.deadLetters(), Exchange.DEAD_LETTERS.exchange(), queue.name());
        declareQueue(channel, queue.name(), Map.of(
                "x-dead-letter-exchange", Exchange.DEAD_LETTERS.exchange(),
                "x-dead-letter-routing-key", queue.name(),
                "x-dead-letter-strategy", "at-least-once",
                "x-delivery-limit", DELIVERY_LIMIT));
        // Expired messages go home by the default exchange. Only the head of a queue expires: a short delay may wait for a longer one before it.
        declareQueue(channel, queue.retry(), Map.of(
                "x-dead-letter-exchange", "",
                "x-dead-letter-routing-key", queue.name(),
                "x-dead-letter-strategy", "at-least-once"));
        for (String routingKey : queue.routingKeys()) {
            channel.queueBind(queue.name(), queue.exchange().exchange(), routingKey);
        }
    }

    /**
     * Whoever looks at a dead letter hands it back, and RabbitMQ 4 drops what came back 20 times unless told otherwise. A queue of an
     * earlier version, without that limit, is used as it is: the broker does not change a queue that exists, and to delete it would
     * be to delete its letters.
     *
     * @return false when the queue is of an earlier version
     */
    static boolean declareDeadLetters(Channel channel, String name) throws IOException {
        // The broker ends a channel on which it refused something.
        Channel trial = channel.getConnection().createChannel();
        try {
            declareQueue(trial, name, Map.of("x-delivery-limit", Integer.MAX_VALUE));
            return true;
        } catch (IOException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            LOG.warn("{} is of an earlier version of this suite: RabbitMQ 4 drops a letter of it after 20 looks. To have it made anew, replay or discard its letters, "
                    + "delete the queue, and restart the service", name);
            return false;
        } finally {
            trial.abort();
        }
    }

    private static boolean isRefusal(IOException failure) {
        return failure.getCause() instanceof ShutdownSignalException signal && signal.getReason() instanceof AMQP.Channel.Close close
                && close.getReplyCode() == AMQP.PRECONDITION_FAILED;
    }

    private static void declareQueue(Channel channel, String name, Map<String, Object> arguments) throws IOException {
        Map<String, Object> all = new HashMap<>(arguments);
        all.put("x-queue-type", "quorum");
        all.put("x-overflow", "reject-publish");
        channel.queueDeclare(name, true, false, false, all);
    }
}
