package dev.touchstone.scenarios.chaos;

import java.time.Duration;

/** What happens to a server of the stack as a process. */
public sealed class ProcessFault extends Fault {
    private final String server;
    private final String what;
    private final Act begin;
    private final Act end;

    private interface Act {
        void on(Suite suite, String server);
    }

    private ProcessFault(String server, String what, Act begin, Act end) {
        this.server = server;
        this.what = what;
        this.begin = begin;
        this.end = end;
    }

    /** SIGKILL; healing starts it again and waits until it is healthy. */
    public static Fault killed(String server) {
        return new ProcessFault(server, "killed", (suite, name) -> suite.stack().kill(name), (suite, name) -> suite.stack().start(name));
    }

    /** Ended in order and started again at once. */
    public static Fault restarted(String server) {
        return new ProcessFault(server, "restarted", (suite, name) -> {
            suite.stack().stop(name);
            suite.stack().start(name);
        }, (suite, name) -> suite.stack().start(name));
    }

    /** SIGSTOP: its connections stay open, and nobody answers. */
    public static Fault paused(String server) {
        return new ProcessFault(server, "stopped", (suite, name) -> suite.signal(name, "STOP"), (suite, name) -> suite.signal(name, "CONT"));
    }

    /**
     * Gets but a share of the time, in slices: slow, as on a machine that others take.
     *
     * @param share of the time in which it runs, above 0 and below 1
     * @param slice after which it runs again: no answer is late by more than that
     */
    public static Fault throttled(String server, double share, Duration slice) {
        return new Throttled(server, share, slice);
    }

    @Override
    final void begin(Suite target) {
        begin.on(target, server);
    }

    @Override
    final void end(Suite target) {
        end.on(target, server);
    }

    @Override
    public String toString() {
        return server + " " + what;
    }

    private static final class Throttled extends ProcessFault {
        Throttled(String server, double share, Duration slice) {
            this(server, share, slice, new Repetition("throttle"));
        }

        private Throttled(String server, double share, Duration slice, Repetition slices) {
            super(server, "throttled to %.0f %%".formatted(100 * share), (suite, name) -> slices.start(slice, () -> {
                suite.signal(name, "STOP");
                try {
                    Thread.sleep((long) (slice.toMillis() * (1 - share)));
                } finally {
                    suite.signal(name, "CONT");
                }
            }), (suite, name) -> {
                slices.stop();
                suite.signal(name, "CONT");
            });
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException("a share between 0 and 1 is needed, not " + share);
            }
        }
    }
}
