package dev.touchstone.local.command;

import dev.touchstone.local.client.Order;
import dev.touchstone.local.client.OrderStatus;
import dev.touchstone.local.client.Patience;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.client.SuiteFailure;
import dev.touchstone.local.traffic.DemoTraffic;
import dev.touchstone.local.traffic.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows a running suite at work: an order of every kind at once, then what Prometheus saw of them, then an order every few seconds,
 * until the time is up.
 */
final class Demonstration {

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration ORDER_EVERY = Duration.ofSeconds(4);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 8;

    private final SuiteClient suite;
    private final HealthWatch health;
    private final Screen screen;
    private final Patience patience;
    private final Duration scrapes;
    private boolean everyOrderIsTold = true;

    /**
     * @param patience for an order in one status
     * @param scrapes  how long it takes until what was done is to be seen in Prometheus
     */
    Demonstration(SuiteClient suite, HealthWatch health, Screen screen, Patience patience, Duration scrapes) {
        this.suite = suite;
        this.health = health;
        this.screen = screen;
        this.patience = patience;
        this.scrapes = scrapes;
    }

    /**
     * Runs for the duration, for ever when there is none, and then until the orders under way have ended.
     *
     * @return what went wrong; empty when all was well and orders were closed
     */
    List<String> run(boolean withTraffic, Optional<Duration> duration) throws InterruptedException {
        long start = System.nanoTime();
        List<String> troubles = new ArrayList<>();
        try (DemoTraffic traffic = new DemoTraffic(suite, patience, new Teller())) {
            if (withTraffic) {
                // A rate only sees what grows between two scrapes.
                awaitTargets();
                screen.line("");
                screen.line("Orders from the upload of a model to their end, with the seconds since they were placed:");
                traffic.beginEveryKind();
                settle(traffic);
                everyOrderIsTold = false;
            }
            showNumbers();
            everyFewSeconds(traffic, withTraffic, start, duration);
            settle(traffic);
            if (withTraffic) {
                screen.line("Orders: %s", describe(traffic.tally()));
                troubles.addAll(judge(traffic.tally()));
            }
        }
        health.look();
        troubles.addAll(health.troubles());
        troubles.addAll(awaitTargets());
        return troubles;
    }

    private void everyFewSeconds(DemoTraffic traffic, boolean withTraffic, long start, Optional<Duration> duration)
            throws InterruptedException {
        long orderedAt = System.nanoTime();
        long lookedAt = 0;
        while (duration.isEmpty() || since(start).compareTo(duration.get()) < 0) {
            if (lookedAt == 0 || since(lookedAt).compareTo(LOOK_EVERY) > 0) {
                health.look();
                lookedAt = System.nanoTime();
            }
            if (withTraffic && since(orderedAt).compareTo(ORDER_EVERY) > 0 && traffic.tally().underWay() < MOST_AT_ONCE) {
                traffic.begin();
                orderedAt = System.nanoTime();
            }
            screen.passing("Up for %s%s", readable(since(start)), withTraffic ? "; orders: " + describe(traffic.tally()) : "");
            Thread.sleep(TICK);
        }
    }

    /** Waits until every order has ended; each gives up by itself when it does not move. */
    private void settle(DemoTraffic traffic) throws InterruptedException {
        while (traffic.tally().underWay() > 0) {
            screen.passing("  %d under way: %s", traffic.tally().underWay(), traffic.underWay().entrySet().stream()
                    .map(status -> status.getValue() + " " + status.getKey()).collect(Collectors.joining(", ")));
            Thread.sleep(TICK);
        }
    }

    private static List<String> judge(Tally tally) {
        List<String> troubles = new ArrayList<>();
        if (tally.failed() > 0) {
            troubles.add("%d orders did not end as they should".formatted(tally.failed()));
        }
        if (tally.closed() == 0) {
            troubles.add("no order was closed");
        }
        return troubles;
    }

    private void showNumbers() throws InterruptedException {
        long start = System.nanoTime();
        while (since(start).compareTo(scrapes) < 0) {
            screen.passing("Waiting until Prometheus has scraped all of that ...");
            Thread.sleep(TICK);
        }
        try {
            awaitTargets();
            List<PlanReading> readings = awaitNumbers();
            screen.line("");
            screen.line("The monitoring plan, as Prometheus has it now (./touchstone metrics tells each by label):%n%s",
                    PlanTable.heaviest(readings).indent(2));
        } catch (SuiteFailure unreachable) {
            screen.line(unreachable.getMessage());
        }
    }

    /** Rates need two scrapes and the rules a moment; numbers that are still without a series then are shown so. */
    private List<PlanReading> awaitNumbers() throws InterruptedException {
        long start = System.nanoTime();
        List<PlanReading> readings = PlanReading.all(suite.prometheus());
        while (!PlanReading.missing(readings).isEmpty() && since(start).compareTo(scrapes) < 0) {
            screen.passing("Waiting until every number of the plan has a value ...");
            Thread.sleep(TICK);
            readings = PlanReading.all(suite.prometheus());
        }
        return readings;
    }

    /** A scrape may fail once; what is still down after a few more is a trouble. */
    private List<String> awaitTargets() throws InterruptedException {
        long start = System.nanoTime();
        List<String> down = targetsDown();
        while (!down.isEmpty() && since(start).compareTo(scrapes.multipliedBy(2)) < 0) {
            screen.passing("Waiting for Prometheus: %s", down.getFirst());
            Thread.sleep(TICK);
            down = targetsDown();
        }
        return down;
    }

    private List<String> targetsDown() {
        try {
            return suite.prometheus().targets().stream().filter(target -> !target.up()).map(PlanDiagnosis::describe).toList();
        } catch (SuiteFailure unreachable) {
            return List.of(unreachable.getMessage());
        }
    }

    static String describe(Tally tally) {
        return "%d closed, %d rejected, %d cancelled, %d failed, %d under way".formatted(tally.closed(), tally.rejected(),
                tally.cancelled(), tally.failed(), tally.underWay());
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    static String readable(Duration duration) {
        return duration.toMinutes() == 0 ? "%d s".formatted(duration.toSeconds())
                : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    private final class Teller implements DemoTraffic.Listener {

        @Override
        public void ended(String piece, Order order) {
            if (everyOrderIsTold) {
                screen.line("  %-30s %-9s  %s", piece, order.status(), order.history().stream()
                        .filter(step -> step.status() != OrderStatus.SUBMITTED)
                        .map(step -> "%s %.1f".formatted(step.status(), Duration.between(order.createdAt(), step.at()).toMillis() / 1000.0))
                        .collect(Collectors.joining("  ")));
            }
        }

        @Override
        public void failed(String piece, RuntimeException reason) {
            screen.line("  %-30s FAILED     %s", piece, reason.getMessage());
        }
    }
}
