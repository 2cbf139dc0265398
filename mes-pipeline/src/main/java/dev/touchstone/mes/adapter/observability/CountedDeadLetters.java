package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.out.DeadLetters;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Counter;
import dev.touchstone.observability.meter.Meters;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What operators did to dead letters, counted by letter; each series is there from the start, at 0. */
public final class CountedDeadLetters implements DeadLetters {

    private final DeadLetters deadLetters;
    private final Map<QueueName, Counter> replays;
    private final Map<QueueName, Counter> discards;

    public CountedDeadLetters(DeadLetters deadLetters, Meters meters) {
        this.deadLetters = deadLetters;
        this.replays = counters("replay", meters);
        this.discards = counters("discard", meters);
    }

    private Map<QueueName, Counter> counters(String act, Meters meters) {
        return deadLetters.queues().stream().collect(Collectors.toUnmodifiableMap(
                Function.identity(), queue -> meters.counter(Metric.MESSAGING_DEAD_LETTER_ACTS, queue.value(), act)));
    }

    @Override
    public Set<QueueName> queues() {
        return deadLetters.queues();
    }

    @Override
    public Pile look(QueueName queue, int limit) {
        return deadLetters.look(queue, limit);
    }

    @Override
    public boolean replay(QueueName queue, LetterId letter) {
        boolean replayed = deadLetters.replay(queue, letter);
        replays.get(queue).add(replayed ? 1 : 0);
        return replayed;
    }

    @Override
    public int replayAll(QueueName queue) {
        int replayed = deadLetters.replayAll(queue);
        replays.get(queue).add(replayed);
        return replayed;
    }

    @Override
    public boolean remove(QueueName queue, LetterId letter, Recorder recorder) {
        boolean removed = deadLetters.remove(queue, letter, recorder);
        discards.get(queue).add(removed ? 1 : 0);
        return removed;
    }
}
