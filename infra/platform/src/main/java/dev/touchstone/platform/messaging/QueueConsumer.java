package dev.touchstone.platform.messaging;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.trace.MessageTracing;
import dev.touchstone.platform.messaging.ConfirmedPublisher.Fate;
import dev.touchstone.platform.messaging.ConsumerMeters.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off a queue with a bounded number of threads.
 *
 * <p>A message is acknowledged after its handler has returned. When the handler fails, a copy goes to the retry queue with a
 * growing delay, or to the dead letters when the attempts are used up or the failure is permanent; only when the broker has
 * confirmed the copy is the original acknowledged, so that a message is never lost, at worst doubled. Whatever ends the
 * channel, a restart of the broker among them, is answered by subscribing anew.
 */
public final class QueueConsumer implements AutoCloseable {
    /** Failure reason of a message whose attempts are used up. */
    public static final String ATTEMPTS_EXHAUSTED = "ATTEMPTS_EXHAUSTED";

    private static final Logger LOG = LoggerFactory.getLogger(QueueConsumer.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(20);
    private static final int LONGEST_DETAIL = 500;

    private final BrokerConnection broker;
    private final WorkQueue queue;
    private final int prefetch;
    private final MessageHandler handler;
    private final RetryPolicy retries;
    private final MessageTracing tracing;
    private final ConsumerMeters meters;
    private final ExecutorService workers;
    private final Thread supervisor;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();

    private QueueConsumer(BrokerConnection broker, WorkQueue queue, int workers, int prefetch, MessageHandler handler, RetryPolicy retries, Telemetry telemetry) {
        this.broker = broker;
        this.queue = queue;
        this.prefetch = prefetch;
        this.handler = handler;
        this.retries = retries;
        this.tracing = telemetry.messageTracing();
        this.meters = new ConsumerMeters(telemetry.meters(), queue.name());
        this.workers = Executors.newFixedThreadPool(workers, Thread.ofPlatform().daemon().name(queue.name() + " ", 1).factory());
        this.supervisor = Thread.ofPlatform().daemon().name(queue.name() + " subscription").unstarted(this::supervise);
    }

    /**
     * Declares the queue and begins as soon as the broker can be reached.
     *
     * @param workers  messages handled at the same time
     * @param prefetch messages held here at most, in work or waiting for a worker; a process that crashes over and over hurts all of these
     */
    public static QueueConsumer start(BrokerConnection broker, WorkQueue queue, int workers, int prefetch, MessageHandler handler, RetryPolicy retries, Telemetry telemetry) {
        QueueConsumer consumer = new QueueConsumer(broker, queue, workers, prefetch, handler, retries, telemetry);
        consumer.supervisor.start();
        return consumer;
    }

    private void supervise() {
        while (!closing.isDone()) {
            try (Channel deliveries = broker.openChannel(); Channel publishing = broker.openChannel()) {
                consume(deliveries, publishing);
            } catch (Exception e) {
                if (!closing.isDone()) {
                    LOG.warn("The subscription to {} starts over: {}", queue.name(), e.toString());
                    pause();
                }
            }
        }
    }

    /** Returns when this consumer closes and its workers are done, or when the subscription has ended. */
    private void consume(Channel deliveries, Channel publishing) throws IOException, InterruptedException {
        Topology.declare(deliveries, queue);
        ConfirmedPublisher publisher = new ConfirmedPublisher(publishing);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        deliveries.addShutdownListener(cause -> ended.complete(null));
        publishing.addShutdownListener(cause -> ended.complete(null));
        deliveries.basicQos(prefetch);
        String tag = deliveries.basicConsume(queue.name(), false,
                (consumer, delivery) -> accept(deliveries, publisher, delivery),
                // The queue was deleted; the next subscription declares it again.
                consumer -> ended.complete(null));
        LOG.info("{} is being worked off", queue.name());
        CompletableFuture.anyOf(closing, ended).join();
        if (closing.isDone() && deliveries.isOpen()) {
            deliveries.basicCancel(tag);
            drain();
        }
    }

    private void accept(Channel channel, ConfirmedPublisher publisher, Delivery delivery) {
        if (delivery.getEnvelope().isRedeliver()) {
            meters.redelivered();
        }
        try {
            workers.execute(() -> work(channel, publisher, delivery));
        } catch (RejectedExecutionException e) {
            LOG.debug("A delivery of {} came after the end", queue.name());
        }
    }

    private void drain() throws InterruptedException {
        workers.shutdown();
        if (!workers.awaitTermination(DRAIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Work on {} did not end in time; the broker will hand it out again", queue.name());
            workers.shutdownNow();
        }
    }

    private void work(Channel channel, ConfirmedPublisher publisher, Delivery delivery) {
        // Not begun: the broker hands it to somebody else, or to our next subscription.
        if (closing.isDone() || !channel.isOpen()) {
            return;
        }
        long tag = delivery.getEnvelope().getDeliveryTag();
        long begun = System.nanoTime();
        try {
            Outcome outcome = handle(read(delivery));
            meters.handled(outcome, begun);
            settle(channel, () -> channel.basicAck(tag, false));
        } catch (InterruptedException e) {
            // Only the end of the drain interrupts: the message is not at fault, and stays the broker's.
            Thread.currentThread().interrupt();
        } catch (PermanentFailure e) {
            meters.handled(Outcome.DEAD_LETTERED, begun);
            LOG.warn("A message of {} is a dead letter: {}", queue.name(), e.code(), e);
            bury(channel, publisher, delivery, e.code(), e.getMessage());
        } catch (Throwable e) {
            int attempt = attempt(delivery);
            meters.handled(retries.isLast(attempt) ? Outcome.DEAD_LETTERED : Outcome.RETRIED, begun);
            LOG.warn("Attempt {} of {} at a message of {} failed", attempt, retries.attempts(), queue.name(), e);
            if (retries.isLast(attempt)) {
                bury(channel, publisher, delivery, ATTEMPTS_EXHAUSTED, e.toString());
            } else {
                postpone(channel, publisher, delivery, attempt);
            }
        }
    }

    private Outcome handle(IncomingMessage message) throws Exception {
        AtomicBoolean isNew = new AtomicBoolean();
        tracing.<Exception>consuming(queue.name(), message.id().toString(), message.traceparent(), () -> isNew.set(handler.handle(message)));
        return isNew.get() ? Outcome.OK : Outcome.DUPLICATE;
    }

    private static IncomingMessage read(Delivery delivery) {
        BasicProperties properties = delivery.getProperties();
        try {
            return new IncomingMessage(
                    UUID.fromString(String.valueOf(properties.getMessageId())),
                    String.valueOf(properties.getType()),
                    delivery.getBody(),
                    attempt(delivery),
                    delivery.getEnvelope().isRedeliver(),
                    header(delivery, Headers.TRACEPARENT).map(Object::toString));
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure(IncomingMessage.MALFORMED, "The message id is not a UUID");
        }
    }

    private void postpone(Channel channel, ConfirmedPublisher publisher, Delivery delivery, int attempt) {
        BasicProperties copy = copy(delivery, Map.of(Headers.ATTEMPT, attempt + 1))
                .expiration(Long.toString(retries.delayAfter(attempt).toMillis()))
                .build();
        // reject, since nack does not count towards the delivery limit from RabbitMQ 4.3 on.
        move(channel, publisher, delivery, "", queue.retry(), copy, true);
    }

    private void bury(Channel channel, ConfirmedPublisher publisher, Delivery delivery, String reason, String detail) {
        BasicProperties copy = copy(delivery, Map.of(
                Headers.FAILURE_REASON, reason,
                Headers.FAILURE_DETAIL, shortened(String.valueOf(detail)),
                Headers.ATTEMPTS, attempt(delivery),
                Headers.FAILED_AT, Instant.now().toString())).build();
        // Where even that fails, the broker dead-letters the original: without a reason, but not lost.
        if (move(channel, publisher, delivery, Exchange.DEAD_LETTERS.exchange(), queue.name(), copy, false)) {
            meters.deadLettered(reason);
        }
    }

    /**
     * Acknowledges the original once the copy is safe; otherwise rejects it, to be handed out again or dead-lettered by the broker.
     *
     * @return false when neither could be done; the broker will hand the original out again
     */
    private boolean move(Channel channel, ConfirmedPublisher publisher, Delivery delivery, String exchange, String routingKey, BasicProperties copy, boolean requeue) {
        long tag = delivery.getEnvelope().getDeliveryTag();
        try {
            Fate fate = publisher.publish(exchange, routingKey, copy, delivery.getBody()).get(CONFIRM_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (fate != Fate.CONFIRMED) {
                throw new IOException("The broker did not take it: " + fate);
            }
            settle(channel, () -> channel.basicAck(tag, false));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException | RuntimeException | ExecutionException | TimeoutException e) {
            LOG.error("A failed message of {} could not be moved to {}", queue.name(), routingKey, e);
            pause();
            return settle(channel, () -> channel.basicReject(tag, requeue));
        }
    }

    // Headers are written anew: the broker's own x-death, sent back to it, would look to it like messages going in circles, which it drops.
    private static BasicProperties.Builder copy(Delivery delivery, Map<String, Object> added) {
        BasicProperties original = delivery.getProperties();
        Map<String, Object> headers = new HashMap<>(added);
        header(delivery, Headers.TRACEPARENT).ifPresent(parent -> headers.put(Headers.TRACEPARENT, parent));
        return new BasicProperties.Builder()
                .messageId(Optional.ofNullable(original.getMessageId()).orElseGet(() -> UUID.randomUUID().toString()))
                .type(original.getType())
                .contentType(original.getContentType())
                .deliveryMode(OutboxRelay.PERSISTENT)
                .timestamp(Optional.ofNullable(original.getTimestamp()).orElseGet(Date::new))
                .headers(headers);
    }

    private static int attempt(Delivery delivery) {
        return header(delivery, Headers.ATTEMPT).map(value -> value instanceof Number number ? number.intValue() : 1).orElse(1);
    }

    private static Optional<Object> header(Delivery delivery, String name) {
        return Optional.ofNullable(delivery.getProperties().getHeaders()).map(headers -> headers.get(name));
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    }

    private interface Answer {
        void give() throws IOException;
    }

    // One at a time, since a channel is not made for several threads. If it has ended, the broker hands the message out again.
    private boolean settle(Channel channel, Answer answer) {
        synchronized (channel) {
            try {
                answer.give();
                return true;
            } catch (IOException | AlreadyClosedException e) {
                LOG.debug("An answer for {} came too late", queue.name(), e);
                return false;
            }
        }
    }

    /** Ends early when this consumer closes. */
    private void pause() {
        closing.copy().completeOnTimeout(null, PAUSE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** Takes no more messages and waits up to 20 s for those in work; what was not begun goes back to the broker. */
    @Override
    public void close() {
        closing.complete(null);
        try {
            supervisor.join(DRAIN_TIMEOUT.plus(CONFIRM_TIMEOUT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
    }
}
