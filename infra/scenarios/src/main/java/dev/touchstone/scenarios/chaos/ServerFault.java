package dev.touchstone.scenarios.chaos;

import java.time.Duration;

/** What happens to a server as a whole. */
public sealed class ServerFault extends Fault {
    private final String server;
    private final String what;
    private final Act begin;
    private final Act end;

    private interface Act {
        void on(Servers servers, String server);
    }

    private ServerFault(String server, String what, Act begin, Act end) {
        this.server = server;
        this.what = what;
        this.begin = begin;
        this.end = end;
    }

    /** SIGKILL; healing starts it again and waits until it is healthy. */
    public static Fault killed(String server) {
        return new ServerFault(server, "killed", Servers::kill, Servers::start);
    }

    /** Ended in order and started again at once. */
    public static Fault restarted(String server) {
        return new ServerFault(server, "restarted", (servers, name) -> {
            servers.stop(name);
            servers.start(name);
        }, Servers::start);
    }

    /** Its connections stay open, and nobody answers. */
    public static Fault paused(String server) {
        return new ServerFault(server, "stopped", Servers::pause, Servers::resume);
    }

    /** Its connections stay open, and what is sent does not arrive; for servers with networks of their own. */
    public static Fault disconnected(String server) {
        return new Disconnected(server);
    }

    /**
     * Gets but a share of the time, in slices: slow, as on a machine that others take.
     *
     * @param share of the time in which it runs, above 0 and below 1
     * @param slice after which it runs again: no answer is late by more than that
     */
    public static Fault throttled(String server, double share, Duration slice) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("a share between 0 and 1 is needed, not " + share);
        }
        return new ServerFault(server, "throttled to %.0f %%".formatted(100 * share), (servers, name) -> servers.throttle(name, share, slice),
                Servers::unthrottle);
    }

    @Override
    final void begin(Suite target) {
        begin.on(target.servers(), server);
    }

    @Override
    final void end(Suite target) {
        end.on(target.servers(), server);
    }

    @Override
    public String toString() {
        return server + " " + what;
    }

    private static final class Disconnected extends ServerFault {
        Disconnected(String server) {
            super(server, "cut off", Servers::disconnect, Servers::connect);
        }

        @Override
        boolean needsNetworks() {
            return true;
        }
    }
}
