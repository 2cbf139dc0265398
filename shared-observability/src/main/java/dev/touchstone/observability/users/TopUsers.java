package dev.touchstone.observability.users;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Histogram;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.observability.meter.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Metrics by user with a bound. The heaviest users have a seat, and with it series of their own; the rest share
 * {@code other}. Together, seats and {@link WaitingList} are one Space-Saving summary whose largest counters have the seats:
 * a user whose requests are more than 1/tracked of all has one, and a flood of new users only fights for the least counters.
 *
 * <p>When a user loses the seat, its totals move to {@code other}: the sum over all users is exact at any time. A series
 * grows or ends; that of a user who comes back starts anew, as after a restart. Memory does not grow with the number of users. Recording for a seated user allocates nothing. Subjects are
 * kept in memory as keys, never shown.
 */
public final class TopUsers {
    public static final String OTHER = "other";
    public static final String ANONYMOUS = "anonymous";
    /** Users that are counted for each one that has a seat: how far ahead a newcomer is noticed. */
    private static final int WAITING_PER_SEAT = 20;

    private final Pseudonyms pseudonyms;
    private final int tracked;
    private final long refresh;
    private final LongSupplier nanoseconds;
    private final Map<String, Account> seats = new ConcurrentHashMap<>();
    private final WaitingList waiting;
    private final Account other = new Account(OTHER, 0);
    private final Account anonymous = new Account(ANONYMOUS, 0);
    /** No seat's weight is below; looking for the lightest again is only worth it for a weight above. */
    private long floor;
    private long aged;

    public TopUsers(Users users) {
        this(users, System::nanoTime);
    }

    TopUsers(Users users, LongSupplier nanoseconds) {
        this.pseudonyms = new Pseudonyms(users.pseudonymKey());
        this.tracked = users.tracked();
        this.refresh = users.refresh().toNanos();
        this.nanoseconds = nanoseconds;
        this.aged = nanoseconds.getAsLong();
        this.waiting = new WaitingList(tracked * WAITING_PER_SEAT);
    }

    /** Counts a request. Never blocks for longer than another's counting. */
    public void record(Optional<String> subject, Endpoint endpoint, boolean error, long duration, long received, long sent) {
        if (subject.isEmpty()) {
            anonymous.record(endpoint, error, duration, received, sent);
            return;
        }
        Account account = seats.get(subject.get());
        while (account == null || !account.record(endpoint, error, duration, received, sent)) {
            account = admit(subject.get());
        }
    }

    /**
     * Bounds values by user that come from elsewhere, as the sessions of a table do: the largest under their pseudonyms, the
     * sum of the rest as {@code other}.
     */
    public List<Sample> bounded(Map<String, ? extends Number> bySubject) {
        List<Map.Entry<String, ? extends Number>> heaviest = new ArrayList<>(bySubject.entrySet());
        heaviest.sort(Comparator.comparing((Map.Entry<String, ? extends Number> entry) -> -entry.getValue().doubleValue())
                .thenComparing(Map.Entry::getKey));
        List<Sample> samples = new ArrayList<>();
        heaviest.stream().limit(tracked).forEach(entry ->
                samples.add(Sample.of(entry.getValue().doubleValue(), pseudonyms.of(entry.getKey()))));
        samples.add(Sample.of(heaviest.stream().skip(tracked).mapToDouble(entry -> entry.getValue().doubleValue()).sum(), OTHER));
        return samples;
    }

    /** Shows the totals at every scrape. */
    public void expose(Meters meters) {
        meters.samples(Metric.HTTP_SERVER_USER_REQUESTS, () -> byEndpoint(Account.Tally::requests));
        meters.samples(Metric.HTTP_SERVER_USER_RECEIVED_BYTES, () -> byEndpoint(Account.Tally::received));
        meters.samples(Metric.HTTP_SERVER_USER_SENT_BYTES, () -> byEndpoint(Account.Tally::sent));
        meters.samples(Metric.HTTP_SERVER_USER_ERRORS, () -> byUser((errors, _) -> errors));
        meters.samples(Metric.HTTP_SERVER_USER_TIME, () -> byUser((_, time) -> time * Histogram.NANOSECONDS));
    }

    /** The account to record on: a seat, or {@link #other}. Counts the request in the ranking as long as it has no seat. */
    private synchronized Account admit(String subject) {
        Account seated = seats.get(subject);
        if (seated != null) {
            return seated;
        }
        if (seats.size() < tracked) {
            return seat(subject, 0);
        }
        long weight = waiting.add(subject);
        if (weight <= floor) {
            return other;
        }
        Map.Entry<String, Account> lightest = lightest();
        floor = lightest.getValue().weight();
        if (weight <= floor) {
            return other;
        }
        seats.remove(lightest.getKey());
        other.absorb(lightest.getValue());
        waiting.replace(subject, lightest.getKey(), lightest.getValue().weight());
        return seat(subject, weight - 1);
    }

    private Account seat(String subject, long weight) {
        Account account = new Account(pseudonyms.of(subject), weight);
        seats.put(subject, account);
        return account;
    }

    private Map.Entry<String, Account> lightest() {
        return seats.entrySet().stream().min(Comparator.comparingLong(entry -> entry.getValue().weight())).orElseThrow();
    }

    private synchronized void age() {
        if (nanoseconds.getAsLong() - aged >= refresh) {
            aged = nanoseconds.getAsLong();
            seats.values().forEach(Account::age);
            waiting.age();
            floor = 0;
        }
    }

    /** Nobody changes seats meanwhile, or totals on the move would show twice or not at all. */
    private synchronized void show(Account.View view) {
        age();
        seats.values().forEach(account -> account.show(view));
        other.show(view);
        anonymous.show(view);
    }

    private interface OfTally {
        double value(Account.Tally tally);
    }

    private interface OfUser {
        double value(long errors, long nanoseconds);
    }

    private List<Sample> byEndpoint(OfTally value) {
        List<Sample> samples = new ArrayList<>();
        show(new Account.View() {
            @Override
            public void user(String label, long errors, long nanoseconds) {
            }

            @Override
            public void endpoint(String label, Endpoint endpoint, Account.Tally tally) {
                samples.add(Sample.of(value.value(tally), endpoint.method(), endpoint.route(), label));
            }
        });
        return samples;
    }

    private List<Sample> byUser(OfUser value) {
        List<Sample> samples = new ArrayList<>();
        show(new Account.View() {
            @Override
            public void user(String label, long errors, long nanoseconds) {
                samples.add(Sample.of(value.value(errors, nanoseconds), label));
            }

            @Override
            public void endpoint(String label, Endpoint endpoint, Account.Tally tally) {
            }
        });
        return samples;
    }
}
