package dev.touchstone.local.client;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How long to bear it that nothing moves, and how often to look.
 *
 * @param limit    of one wait
 * @param interval between two looks
 */
public record Patience(Duration limit, Duration interval) {

    /** Four looks a second. */
    public static Patience of(Duration limit) {
        return new Patience(limit, Duration.ofMillis(250));
    }

    /** As {@link #call(Supplier, Consumer)}, in silence. */
    public <T> T call(Supplier<T> call) {
        return call(call, failure -> { });
    }

    /**
     * Repeats a call that may safely be repeated, until it succeeds.
     *
     * @param passing hears of every failure that is borne
     * @throws SuiteFailure the last one, when it is not passing or the limit is reached
     */
    public <T> T call(Supplier<T> call, Consumer<SuiteFailure> passing) {
        long start = System.nanoTime();
        while (true) {
            try {
                return call.get();
            } catch (SuiteFailure failure) {
                if (!failure.passing() || exceededBy(since(start))) {
                    throw failure;
                }
                passing.accept(failure);
                pause();
            }
        }
    }

    boolean exceededBy(Duration waited) {
        return waited.compareTo(limit) > 0;
    }

    void pause() {
        try {
            Thread.sleep(interval);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", interrupted);
        }
    }

    static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
