package dev.touchstone.platform.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import dev.touchstone.platform.messaging.ConfirmedPublisher.Fate;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letters of one work queue, for people to look at and decide on.
 *
 * <p>AMQP can not look into a queue without taking messages out of it. What is taken is acknowledged only after it was dealt with and
 * handed back otherwise; if this process dies, the broker hands it back. Meanwhile it is invisible to others: calls on one
 * instance wait for each other, and another process may for a moment not find what is here.
 */
public final class DeadLetterQueue {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterQueue.class);
    private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(5);
    private static final String UNKNOWN = "UNKNOWN";

    /**
     * @param id        the message's; for a message without one, {@code sha256-} and the hash of its payload
     * @param reason    code of the consumer that gave it up, or the broker's own reason in capitals, such as DELIVERY_LIMIT
     * @param attempts  1 where nobody counted
     * @param deadSince when it was given up; where nobody noted that, when it was published
     */
    public record Letter(String id, String type, String reason, Optional<String> detail, int attempts, Optional<Instant> deadSince, int payloadBytes) {
    }

    /** @param letters how many there are in all */
    public record Glance(int letters, List<Letter> oldest) {
    }

    /** Keeps what is about to be gone. */
    @FunctionalInterface
    public interface Keeper {
        /** The letter is removed when this returns, and stays when it throws. */
        void keep(Letter letter, byte[] payload);
    }

    private interface Work<T> {
        T on(Channel channel) throws IOException;
    }

    private final BrokerConnection broker;
    private final String workQueue;
    private final String queue;
    /** Whether the queue stands many looks; null until somebody has asked. */
    private Boolean durable;

    /** @param workQueue name of the queue that the letters come from */
    public DeadLetterQueue(BrokerConnection broker, String workQueue) {
        this.broker = broker;
        this.workQueue = workQueue;
        this.queue = new WorkQueue(workQueue, Exchange.DEAD_LETTERS, List.of()).deadLetters();
    }

    /** Name of the queue that the letters come from. */
    public String workQueue() {
        return workQueue;
    }

    /** Letters that nobody has in hand; empty when nobody has declared the queue yet. Touches none of them. */
    public OptionalLong count() throws IOException {
        return use(OptionalLong.empty(), channel -> OptionalLong.of(channel.messageCount(queue)));
    }

    /** False for a queue of an earlier version, from which RabbitMQ 4 drops what was handed back 20 times; see {@link Topology}. */
    public synchronized boolean standsManyLooks() throws IOException {
        if (durable == null) {
            durable = use(false, channel -> Topology.declareDeadLetters(channel, queue));
        }
        return durable;
    }

    /** At most {@code limit} letters, a positive number, the longest dead first; all of them stay. A queue that nobody has declared yet holds none. */
    public synchronized Glance glance(int limit) throws IOException {
        return use(new Glance(0, List.of()), channel -> {
            List<Letter> oldest = new ArrayList<>();
            GetResponse got = take(channel, true);
            int letters = got == null ? 0 : 1 + others(channel);
            for (; got != null; got = take(channel, oldest.size() < limit)) {
                oldest.add(read(got));
            }
            return new Glance(letters, oldest);
        });
    }

    /** Sends one letter back to its work queue, with all attempts before it. False when there is no such letter. */
    public synchronized boolean replay(String id) throws IOException {
        return use(false, channel -> {
            GetResponse found = find(channel, id);
            if (found != null) {
                returnToWork(channel, new ConfirmedPublisher(channel), found);
            }
            return found != null;
        });
    }

    /**
     * Sends back every letter that is here now, the longest dead first, until the broker fails.
     *
     * @return how many were sent back
     * @throws IOException when the broker failed before the first was
     */
    public synchronized int replayAll() throws IOException {
        return use(0, channel -> {
            ConfirmedPublisher publisher = new ConfirmedPublisher(channel);
            int replayed = 0;
            try {
                GetResponse got = take(channel, true);
                // Letters that die again while this goes on are not sent back once more.
                int letters = got == null ? 0 : 1 + others(channel);
                for (; got != null; got = take(channel, replayed < letters)) {
                    returnToWork(channel, publisher, got);
                    replayed++;
                }
            } catch (IOException | ShutdownSignalException e) {
                if (replayed == 0) {
                    throw e;
                }
                LOG.warn("Only {} dead letters of {} were sent back", replayed, workQueue, e);
            }
            return replayed;
        });
    }

    /** Removes a letter after {@code keeper} has kept it. False, and nothing kept, when there is no such letter. */
    public synchronized boolean discard(String id, Keeper keeper) throws IOException {
        return use(false, channel -> {
            GetResponse found = find(channel, id);
            if (found != null) {
                keeper.keep(read(found), found.getBody());
                channel.basicAck(found.getEnvelope().getDeliveryTag(), false);
            }
            return found != null;
        });
    }

    private <T> T use(T whenUndeclared, Work<T> work) throws IOException {
        Channel channel = broker.openChannel();
        try {
            return work.on(channel);
        } catch (IOException e) {
            if (isUndeclared(e)) {
                return whenUndeclared;
            }
            throw e;
        } catch (ShutdownSignalException e) {
            throw new IOException("The broker has closed the channel", e);
        } finally {
            handBack(channel);
            channel.abort();
        }
    }

    // The broker would do it at the channel's end, but after having answered: whoever looks next would miss letters.
    private static void handBack(Channel channel) {
        try {
            if (channel.isOpen()) {
                channel.basicNack(0, true, true);
            }
        } catch (IOException | ShutdownSignalException e) {
            LOG.debug("The broker hands the letters back by itself", e);
        }
    }

    private static boolean isUndeclared(IOException failure) {
        return failure.getCause() instanceof ShutdownSignalException signal && signal.getReason() instanceof AMQP.Channel.Close close
                && close.getReplyCode() == AMQP.NOT_FOUND;
    }

    /**
     * Letters beside those in hand. To be asked with one in hand: the count comes from the queue's state as of now, in which what was
     * just handed back may still be missing, whereas taking a message waits for that.
     */
    private int others(Channel channel) throws IOException {
        return Math.toIntExact(channel.messageCount(queue));
    }

    private GetResponse take(Channel channel, boolean wanted) throws IOException {
        return wanted ? channel.basicGet(queue, false) : null;
    }

    private GetResponse find(Channel channel, String id) throws IOException {
        GetResponse got = take(channel, true);
        int others = got == null ? 0 : others(channel);
        while (got != null && !id(got).equals(id)) {
            got = take(channel, others > 0);
            others--;
        }
        return got;
    }

    /** If this dies between confirm and ack the message is there twice; its consumer's inbox lets it have one effect. */
    private void returnToWork(Channel channel, ConfirmedPublisher publisher, GetResponse letter) throws IOException {
        try {
            // Straight to the queue: the exchange would send it to others again, who may have had no trouble with it.
            Fate fate = publisher.publish("", workQueue, alive(letter.getProps()), letter.getBody()).get(CONFIRM_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (fate != Fate.CONFIRMED) {
                throw new IOException("The broker did not take it: " + fate);
            }
            channel.basicAck(letter.getEnvelope().getDeliveryTag(), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted before the broker answered", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The broker did not answer", e);
        }
    }

    /** Without the attempts, and without x-death, from which the broker would conclude that the message goes in circles. */
    private static BasicProperties alive(BasicProperties dead) {
        Map<String, Object> headers = header(dead, Headers.TRACEPARENT).<Map<String, Object>>map(parent -> Map.of(Headers.TRACEPARENT, parent)).orElse(Map.of());
        return new BasicProperties.Builder()
                .messageId(Optional.ofNullable(dead.getMessageId()).orElseGet(() -> UUID.randomUUID().toString()))
                .type(dead.getType())
                .contentType(dead.getContentType())
                .deliveryMode(OutboxRelay.PERSISTENT)
                .timestamp(Optional.ofNullable(dead.getTimestamp()).orElseGet(Date::new))
                .headers(headers)
                .build();
    }

    private Letter read(GetResponse got) {
        BasicProperties properties = got.getProps();
        Optional<Map<?, ?>> death = death(properties);
        String reason = header(properties, Headers.FAILURE_REASON).map(Object::toString)
                .or(() -> death.map(entry -> String.valueOf(entry.get("reason")).toUpperCase(Locale.ROOT)))
                .orElse(UNKNOWN);
        Optional<Instant> deadSince = header(properties, Headers.FAILED_AT).flatMap(DeadLetterQueue::instant)
                .or(() -> death.map(entry -> entry.get("time")).filter(Date.class::isInstance).map(time -> ((Date) time).toInstant()))
                .or(() -> Optional.ofNullable(properties.getTimestamp()).map(Date::toInstant));
        int attempts = header(properties, Headers.ATTEMPTS).or(() -> header(properties, Headers.ATTEMPT))
                .filter(Number.class::isInstance).map(count -> ((Number) count).intValue()).orElse(1);
        return new Letter(id(got), Optional.ofNullable(properties.getType()).orElse(""), reason,
                header(properties, Headers.FAILURE_DETAIL).map(Object::toString), attempts, deadSince, got.getBody().length);
    }

    /** The broker's note about this queue; it keeps others, such as of every wait in the retry queue. */
    private Optional<Map<?, ?>> death(BasicProperties properties) {
        List<?> deaths = header(properties, "x-death").filter(List.class::isInstance).<List<?>>map(List.class::cast).orElse(List.of());
        for (Object entry : deaths) {
            if (entry instanceof Map<?, ?> death && workQueue.equals(String.valueOf(death.get("queue")))) {
                return Optional.of(death);
            }
        }
        return Optional.empty();
    }

    private static String id(GetResponse got) {
        return Optional.ofNullable(got.getProps().getMessageId()).orElseGet(() -> "sha256-" + sha256(got.getBody()));
    }

    private static String sha256(byte[] payload) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static Optional<Instant> instant(Object text) {
        try {
            return Optional.of(Instant.parse(text.toString()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> header(BasicProperties properties, String name) {
        return Optional.ofNullable(properties.getHeaders()).map(headers -> headers.get(name));
    }
}
