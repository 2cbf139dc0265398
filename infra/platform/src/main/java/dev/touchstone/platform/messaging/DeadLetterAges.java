package dev.touchstone.platform.messaging;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.probe.Probe;
import dev.touchstone.observability.probe.Reading;
import dev.touchstone.platform.messaging.DeadLetterQueue.Glance;
import dev.touchstone.platform.messaging.DeadLetterQueue.Letter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How long the longest dead letter of each work queue has been dead; 0 when there is none. A queue that is not there has no series.
 *
 * <p>To see the head of a queue it has to be taken out and handed back, which the broker writes down every time. So it is
 * looked at only when the number of letters has changed, and else every {@link #REVIEW}, for a letter may have come as another
 * went; in between, its age grows with the clock.
 */
public final class DeadLetterAges implements Probe.Source {
    static final Duration REVIEW = Duration.ofMinutes(1);

    private record Head(long letters, Instant deadSince, Instant seen) {
    }

    private final Collection<DeadLetterQueue> queues;
    private final InstantSource clock;
    private final Map<DeadLetterQueue, Head> heads = new HashMap<>();

    public DeadLetterAges(Collection<DeadLetterQueue> queues, InstantSource clock) {
        this.queues = List.copyOf(queues);
        this.clock = clock;
    }

    @Override
    public List<Reading> read() throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (DeadLetterQueue queue : queues) {
            OptionalLong letters = queue.count();
            if (letters.isPresent() && (letters.getAsLong() == 0 || queue.standsManyLooks())) {
                readings.add(Reading.of(Metric.MESSAGING_DEAD_LETTER_OLDEST_AGE, age(queue, letters.getAsLong()), queue.workQueue()));
            }
        }
        return readings;
    }

    /** In seconds. */
    private double age(DeadLetterQueue queue, long letters) throws IOException {
        if (letters == 0) {
            heads.remove(queue);
            return 0;
        }
        Instant now = clock.instant();
        Head known = heads.get(queue);
        Head head = known == null || known.letters() != letters || Duration.between(known.seen(), now).compareTo(REVIEW) >= 0
                ? look(queue, now) : known;
        heads.put(queue, head);
        // Clocks of two machines may disagree by a little; nothing has been dead for a negative time.
        return Math.max(0, Duration.between(head.deadSince(), now).toMillis() / 1_000.0);
    }

    private static Head look(DeadLetterQueue queue, Instant now) throws IOException {
        Glance glance = queue.glance(1);
        return new Head(glance.letters(), glance.oldest().stream().findFirst().flatMap(Letter::deadSince).orElse(now), now);
    }
}
