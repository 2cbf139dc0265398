package dev.touchstone.platform.messaging;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Counter;
import dev.touchstone.observability.meter.Histogram;
import dev.touchstone.observability.meter.Meters;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Counts what becomes of the messages of one queue. Its series are there from the start, at zero. */
final class ConsumerMeters {
    enum Outcome {
        /** Had its effect. */
        OK("ok"),
        /** Had had its effect before. */
        DUPLICATE("duplicate"),
        /** Failed and is to come again. */
        RETRIED("retried"),
        /** Failed for good. */
        DEAD_LETTERED("dead_lettered");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }
    }

    private final Meters meters;
    private final String queue;
    private final Counter redelivered;
    private final Map<Outcome, Histogram> durations = new EnumMap<>(Outcome.class);

    ConsumerMeters(Meters meters, String queue) {
        this.meters = meters;
        this.queue = queue;
        this.redelivered = meters.counter(Metric.MESSAGING_REDELIVERED, queue);
        for (Outcome outcome : Outcome.values()) {
            durations.put(outcome, meters.histogram(Metric.MESSAGING_PROCESS_DURATION, queue, outcome.label));
        }
        deadLettered(QueueConsumer.ATTEMPTS_EXHAUSTED, 0);
        deadLettered(IncomingMessage.MALFORMED, 0);
    }

    /** The broker had handed the message out before and got no answer. */
    void redelivered() {
        redelivered.increment();
    }

    /** @param begun {@link System#nanoTime()} at which the handler was called */
    void handled(Outcome outcome, long begun) {
        durations.get(outcome).record(Duration.ofNanos(System.nanoTime() - begun));
    }

    void deadLettered(String reason) {
        deadLettered(reason, 1);
    }

    private void deadLettered(String reason, int messages) {
        meters.counter(Metric.MESSAGING_DEAD_LETTERED, queue, reason).add(messages);
    }
}
