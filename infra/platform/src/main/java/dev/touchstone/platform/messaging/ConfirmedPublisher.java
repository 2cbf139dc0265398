package dev.touchstone.platform.messaging;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Publishes with {@code mandatory} and publisher confirms and tells the fate of each message. Safe for several threads; needs the
 * channel for itself.
 *
 * <p>The broker confirms an unroutable message too, right after it has returned it, so both have to be watched.
 */
final class ConfirmedPublisher {
    /** What has become of a message. */
    enum Fate {
        /** In every queue that it was routed to, durably. */
        CONFIRMED,
        /** No queue wanted it. */
        UNROUTABLE,
        /** The broker could not take it. */
        REFUSED
    }

    private record Pending(String messageId, CompletableFuture<Fate> fate) {
    }

    private final Channel channel;
    private final ConcurrentNavigableMap<Long, Pending> pending = new ConcurrentSkipListMap<>();
    private final Set<String> returned = ConcurrentHashMap.newKeySet();

    ConfirmedPublisher(Channel channel) throws IOException {
        this.channel = channel;
        channel.confirmSelect();
        channel.addReturnListener(message -> returned.add(message.getProperties().getMessageId()));
        channel.addConfirmListener(
                (tag, multiple) -> settle(tag, multiple, Fate.CONFIRMED),
                (tag, multiple) -> settle(tag, multiple, Fate.REFUSED));
        channel.addShutdownListener(cause -> {
            pending.values().forEach(message -> message.fate().completeExceptionally(cause));
            pending.clear();
        });
    }

    /**
     * @param properties with a message id that no other message under way has
     * @return completes exceptionally when the channel ends before the broker has answered
     */
    synchronized CompletableFuture<Fate> publish(String exchange, String routingKey, BasicProperties properties, byte[] payload) throws IOException {
        CompletableFuture<Fate> fate = new CompletableFuture<>();
        long tag = channel.getNextPublishSeqNo();
        pending.put(tag, new Pending(properties.getMessageId(), fate));
        try {
            channel.basicPublish(exchange, routingKey, true, properties, payload);
        } catch (IOException | RuntimeException e) {
            pending.remove(tag);
            throw e;
        }
        return fate;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    private void settle(long tag, boolean multiple, Fate fate) {
        ConcurrentNavigableMap<Long, Pending> settled = multiple ? pending.headMap(tag, true) : pending.subMap(tag, true, tag, true);
        settled.values().forEach(message -> {
            boolean unroutable = returned.remove(message.messageId());
            message.fate().complete(unroutable && fate == Fate.CONFIRMED ? Fate.UNROUTABLE : fate);
        });
        settled.clear();
    }
}
