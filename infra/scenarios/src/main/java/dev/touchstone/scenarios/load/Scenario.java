package dev.touchstone.scenarios.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be put on the suite. Rates are customers a minute at full pace; each scenario knows how it gets there and away. */
public enum Scenario {
    SMOKE("a minute with a little of everything", 30, Duration.ofMinutes(1), 20, Habits.EVERYDAY, List.of(new Part(1, 1, 1))),
    STEADY("a working day in minutes: morning, noon, afternoon, evening", 40, Duration.ofMinutes(3), 200, Habits.EVERYDAY, List.of(
            new Part(0.15, 0.3, 1), new Part(0.25, 1, 1), new Part(0.05, 1, 0.6), new Part(0.10, 0.6, 0.6), new Part(0.05, 0.6, 1.2),
            new Part(0.25, 1.2, 1.2), new Part(0.15, 1.2, 0.2))),
    PEAK("ramps to five times the rate, stays there, and back", 25, Duration.ofMinutes(5), 500, Habits.EVERYDAY, List.of(
            new Part(0.1, 1, 1), new Part(0.3, 1, 5), new Part(0.3, 5, 5), new Part(0.1, 5, 1), new Part(0.2, 1, 1))),
    SPIKE("ten times the rate at once, for a tenth of the time", 20, Duration.ofMinutes(5), 500, Habits.EVERYDAY, List.of(
            new Part(0.3, 1, 1), new Part(0.1, 10, 10), new Part(0.6, 1, 1))),
    SOAK("the same pace for long", 25, Duration.ofMinutes(30), 500, Habits.EVERYDAY, List.of(new Part(1, 1, 1))),
    HEAVY_MODELS("models of 5 to 20 MB", 4, Duration.ofMinutes(3), 20, Habits.HEAVY, List.of(new Part(1, 1, 1))),
    MANY_USERS("ten thousand customers, most of whom only look", 2_000, Duration.ofMinutes(5), 10_000, Habits.CURIOUS, List.of(new Part(1, 1, 1)));

    /** A part of the run as a share of its time, and the pace at both of its ends as a multiple of the rate. */
    private record Part(double share, double from, double to) {
    }

    /**
     * What kind of people come.
     *
     * @param ordering share of the visits in which something is ordered; the others only look
     * @param heavy    whether what they order has hundreds of thousands of facets
     */
    public record Habits(double ordering, boolean heavy) {
        static final Habits EVERYDAY = new Habits(0.8, false);
        static final Habits HEAVY = new Habits(1, true);
        static final Habits CURIOUS = new Habits(0.015, false);
    }

    private final String meaning;
    private final double rate;
    private final Duration duration;
    private final int users;
    private final Habits habits;
    private final List<Part> day;

    Scenario(String meaning, double rate, Duration duration, int users, Habits habits, List<Part> day) {
        this.meaning = meaning;
        this.rate = rate;
        this.duration = duration;
        this.users = users;
        this.habits = habits;
        this.day = day;
    }

    /** As people name it, such as {@code heavy-models}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String meaning() {
        return meaning;
    }

    /** Customers a minute at full pace, when nothing else is asked for. */
    public double rate() {
        return rate;
    }

    /** How long customers come, when nothing else is asked for. */
    public Duration duration() {
        return duration;
    }

    /** How many different customers there are, when nothing else is asked for. */
    public int users() {
        return users;
    }

    public Habits habits() {
        return habits;
    }

    /** How customers arrive. */
    List<Stretch> arrivals(double ratePerMinute, Duration whole) {
        double perSecond = ratePerMinute / 60;
        List<Stretch> stretches = new ArrayList<>();
        for (Part part : day) {
            Duration length = Duration.ofMillis(Math.round(whole.toMillis() * part.share()));
            stretches.add(new Stretch(length, part.from() * perSecond, part.to() * perSecond));
        }
        return List.copyOf(stretches);
    }

    public static Optional<Scenario> named(String title) {
        return Arrays.stream(values()).filter(scenario -> scenario.title().equals(title)).findAny();
    }
}
