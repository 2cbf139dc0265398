package dev.touchstone.observability.users;

import java.util.HashMap;
import java.util.Map;

/** What one user did, or all the others together. Safe for use by many threads; its totals only grow. */
final class Account {
    private final String label;
    private final Map<Endpoint, Tally> tallies = new HashMap<>();
    private long weight;
    private long errors;
    private long nanoseconds;
    private boolean closed;

    /** Totals of one endpoint. */
    static final class Tally {
        private long requests;
        private long received;
        private long sent;

        long requests() {
            return requests;
        }

        long received() {
            return received;
        }

        long sent() {
            return sent;
        }
    }

    Account(String label, long weight) {
        this.label = label;
        this.weight = weight;
    }

    String label() {
        return label;
    }

    /** @return false when the account is closed: nothing was recorded */
    synchronized boolean record(Endpoint endpoint, boolean error, long duration, long received, long sent) {
        if (closed) {
            return false;
        }
        Tally tally = tally(endpoint);
        tally.requests++;
        tally.received += received;
        tally.sent += sent;
        weight++;
        nanoseconds += duration;
        if (error) {
            errors++;
        }
        return true;
    }

    /** What ranks the user: requests, less the older they are, more by what others had before it took its place. */
    synchronized long weight() {
        return weight;
    }

    synchronized void age() {
        weight /= 2;
    }

    /** Closes the account and moves its totals here. */
    void absorb(Account account) {
        synchronized (account) {
            account.closed = true;
        }
        // Nobody writes to it any more.
        synchronized (this) {
            account.tallies.forEach((endpoint, from) -> {
                Tally to = tally(endpoint);
                to.requests += from.requests;
                to.received += from.received;
                to.sent += from.sent;
            });
            errors += account.errors;
            nanoseconds += account.nanoseconds;
        }
    }

    /** Shows the totals as they are at one moment. */
    synchronized void show(View view) {
        view.user(label, errors, nanoseconds);
        tallies.forEach((endpoint, tally) -> view.endpoint(label, endpoint, tally));
    }

    interface View {
        void user(String label, long errors, long nanoseconds);

        void endpoint(String label, Endpoint endpoint, Tally tally);
    }

    private Tally tally(Endpoint endpoint) {
        Tally tally = tallies.get(endpoint);
        if (tally == null) {
            tally = new Tally();
            tallies.put(endpoint, tally);
        }
        return tally;
    }
}
