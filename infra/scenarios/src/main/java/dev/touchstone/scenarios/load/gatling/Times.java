package dev.touchstone.scenarios.load.gatling;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** How long things took, to the millisecond and exactly; what took more than two minutes counts as two minutes. Safe for many threads. */
final class Times {

    private static final int LONGEST = 120_000;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(LONGEST + 1);

    void add(long millis) {
        counts.incrementAndGet(Math.clamp(millis, 0, LONGEST));
    }

    long count() {
        return within(LONGEST);
    }

    /** How many took at most so long. */
    long within(long millis) {
        long sum = 0;
        for (int i = 0; i <= Math.min(millis, LONGEST); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** The shortest time that the share of all took at most; 0 when there are none. */
    int percentile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count()));
        long sum = 0;
        for (int i = 0; i <= LONGEST; i++) {
            sum += counts.get(i);
            if (sum >= rank) {
                return i;
            }
        }
        return 0;
    }
}
