package dev.touchstone.scenarios.chaos;

import java.time.Duration;

/** Does something again and again on a thread of its own; what fails is tried again with the next turn. */
final class Repetition {
    private final String name;
    private volatile Thread thread;

    interface Turn {
        void take() throws Exception;
    }

    Repetition(String name) {
        this.name = name;
    }

    /** @param period from the beginning of one turn to the next; a turn that takes longer is followed at once */
    void start(Duration period, Turn turn) {
        thread = Thread.ofPlatform().daemon().name(name).start(() -> {
            long next = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    turn.take();
                } catch (InterruptedException e) {
                    return;
                } catch (Exception e) {
                    // What is broken on purpose may well fail.
                }
                next = Math.max(System.nanoTime(), next + period.toNanos());
                try {
                    Thread.sleep(Duration.ofNanos(next - System.nanoTime()));
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    /** Returns when the last turn is over. */
    void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
