package dev.touchstone.platform.messaging;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Declares exchanges and queues; idempotent, so that whoever comes first does it.
 *
 * <p>All queues are quorum queues that dead-letter at least once. The broker does that only with
 * {@code overflow=reject-publish}; with any other overflow it silently falls back to at most once.
 */
public final class Topology {
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
        declareQueue(channel, queue.deadLetters(), Map.of());
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

    private static void declareQueue(Channel channel, String name, Map<String, Object> arguments) throws IOException {
        Map<String, Object> all = new HashMap<>(arguments);
        all.put("x-queue-type", "quorum");
        all.put("x-overflow", "reject-publish");
        channel.queueDeclare(name, true, false, false, all);
    }
}
