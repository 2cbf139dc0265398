package dev.touchstone.scenarios.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.List;

/**
 * Everything that is decided before a run: the same plan sends the same people at the same moments with the same wishes.
 *
 * @param rate     customers a minute at full pace
 * @param duration how long customers come
 * @param users    how many different customers there are
 * @param run      what tells this run's idempotency keys from those of any other
 */
public record LoadPlan(Scenario scenario, double rate, Duration duration, long seed, int users, String run, Target target) {

    /** After the last customer has come, so long may those who are there still stay: longer than any threshold but that of lost orders. */
    static final Duration TAIL = Duration.ofSeconds(90);
    /** Managers stay a little longer than customers come, for the last orders' sake. */
    static final Duration OVERTIME = Duration.ofSeconds(20);
    /** Answers are not held against the latency objectives before: a suite that has just started still compiles its code. */
    public static final Duration WARM_UP = Duration.ofSeconds(10);
    static final Duration LONGEST = Duration.ofHours(8);
    static final double MOST_ARRIVALS = 500_000;
    private static final double CUSTOMERS_PER_MANAGER = 6;
    private static final double CUSTOMERS_PER_OPERATOR = 8;

    /** @throws IllegalArgumentException when it is not bounded as a run has to be */
    public LoadPlan {
        require(rate > 0 && rate <= 60_000, "the rate must be more than 0 and at most 60,000 customers a minute");
        require(!duration.isZero() && duration.compareTo(LONGEST) <= 0, "a run takes more than 0 and at most 8 hours");
        require(users >= 1 && users <= 1_000_000, "there must be at least 1 and at most 1,000,000 customers");
        double arrivals = scenario.arrivals(rate, duration).stream().mapToDouble(Stretch::arrivals).sum();
        require(arrivals >= 1, "nobody would come: ask for a higher rate or a longer run");
        require(arrivals <= MOST_ARRIVALS, "%,.0f customers would come, and %,.0f are the most: ask for a lower rate or a shorter run"
                .formatted(arrivals, MOST_ARRIVALS));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    public List<Stretch> customers() {
        return scenario.arrivals(rate, duration);
    }

    /** Enough of them, whatever the pace, that an accepted order does not wait for long. */
    public List<Stretch> managers() {
        return staff(CUSTOMERS_PER_MANAGER, 10, duration.plus(OVERTIME));
    }

    public List<Stretch> operators() {
        return staff(CUSTOMERS_PER_OPERATOR, 20, duration);
    }

    private List<Stretch> staff(double customersEach, double atLeastPerMinute, Duration length) {
        double average = expectedCustomers() / (duration.toMillis() / 1000.0) * scenario.habits().ordering();
        double perSecond = Math.max(atLeastPerMinute / 60, average / customersEach);
        return List.of(new Stretch(length, perSecond, perSecond));
    }

    @JsonIgnore
    public double expectedCustomers() {
        return customers().stream().mapToDouble(Stretch::arrivals).sum();
    }

    /** When managers go home, counted from the beginning. */
    public Duration managersUntil() {
        return duration.plus(OVERTIME);
    }

    /** When whoever is still there is sent away, counted from the beginning. */
    public Duration atMost() {
        return duration.plus(TAIL);
    }
}
