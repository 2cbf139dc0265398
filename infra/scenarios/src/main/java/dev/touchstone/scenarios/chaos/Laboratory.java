package dev.touchstone.scenarios.chaos;

import dev.touchstone.local.client.PrometheusClient;
import dev.touchstone.local.client.PrometheusClient.Sample;
import dev.touchstone.local.client.SuiteFailure;
import dev.touchstone.scenarios.chaos.Experiment.ExpectedAlert;
import dev.touchstone.scenarios.chaos.Experiment.Steady;
import dev.touchstone.scenarios.ledger.Account;
import dev.touchstone.scenarios.ledger.Attempt;
import dev.touchstone.scenarios.ledger.Audit;
import dev.touchstone.scenarios.ledger.PriceList;
import dev.touchstone.scenarios.report.Investigation;
import dev.touchstone.scenarios.report.Investigation.Span;
import dev.touchstone.scenarios.report.Report;
import dev.touchstone.scenarios.report.render.ReportHtml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs experiments on a suite, one at a time: steady, load, fault, alert, healed, recovered, audited, reported. */
public final class Laboratory {
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** For what an earlier experiment has left behind to pass, and for rates to have something to go by. */
    private static final Duration SETTLING = Duration.ofSeconds(90);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    /** From this age on a service is no longer slow by nature: classes are loaded, code is compiled, pools are full. */
    private static final Duration WARM = Duration.ofSeconds(95);
    /** Alerts look back by two minutes at most. */
    private static final Duration ALERT_CLEARS = Duration.ofSeconds(150);
    /** After which Prometheus has seen what there was to see. */
    private static final Duration SEEN = Duration.ofSeconds(15);

    private final Suite suite;
    private final PrometheusClient prometheus;
    private final Audit audit;
    private final Investigation investigation;
    private final Path reports;
    private final Consumer<String> progress;

    /**
     * @param configuration the conveyor's {@code application.yaml}, by which prices are checked
     * @param reports       folder for the report's pages
     * @param progress      hears a line for each step
     */
    public Laboratory(Suite suite, Path configuration, Path reports, Consumer<String> progress) {
        this.suite = suite;
        this.prometheus = suite.people().prometheus();
        this.audit = new Audit(suite.addresses(), prometheus, PriceList.read(configuration));
        this.investigation = new Investigation(prometheus, Optional.ofNullable(suite.addresses().zipkin()), Clock.systemUTC());
        this.reports = reports;
        this.progress = progress;
    }

    public Result run(Experiment experiment, long seed) {
        return new Run(experiment, seed).result();
    }

    private final class Run {
        private final Experiment experiment;
        private final long seed;
        private final List<String> failures = new ArrayList<>();
        private final Set<String> pages = new TreeSet<>();
        private Optional<Duration> fired = Optional.empty();
        private Optional<Duration> recovered = Optional.empty();
        private Instant injectedAt = Instant.now();
        private final Fault fault;
        private final long start = System.nanoTime();
        private Set<Map<String, String>> firingBefore = Set.of();
        private long toldAt = System.nanoTime();

        Run(Experiment experiment, long seed) {
            this.experiment = experiment;
            this.seed = seed;
            this.fault = experiment.newFault(seed);
        }

        Result result() {
            Duration moment = experiment.moment(seed);
            String name = experiment.name() + "-" + seed + "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
            try (Shoppers shoppers = new Shoppers(suite, name, experiment.ordersPerSecond(), seed)) {
                if (!within(SETTLING, () -> obstacles().isEmpty())) {
                    failures.add("not steady before the fault: " + obstacles());
                }
                shoppers.open();
                if (!within(WARM.plus(SETTLING), this::isWarm)) {
                    failures.add("a service started anew before the fault");
                }
                firingBefore = firing();
                Instant from = Instant.now();
                tell("%.1f orders a second; %s after %.1f s, for %d s".formatted(experiment.ordersPerSecond(), fault,
                        moment.toMillis() / 1000.0, experiment.lasting().toSeconds()));
                pause(moment);
                long healedAt = disturb();
                shoppers.shut();
                Account account = settle(shoppers, healedAt);
                Instant to = Instant.now().plus(SEEN);
                awaitSilence();
                pages.forEach(page -> failures.add("paged without need: " + page));
                pause(Duration.between(Instant.now(), to));
                Optional<Report> report = report(new Span(from, to));
                return new Result(experiment.name(), seed, moment, fired, recovered, report.flatMap(made -> made.findings().stream().findFirst()),
                        report.map(made -> kept(made, name)), account, failures);
            }
        }

        /** @return when the fault was over */
        private long disturb() {
            long begin = System.nanoTime();
            injectedAt = Instant.now();
            try {
                fault.inject(suite);
                tell("injected");
                while (since(begin).compareTo(experiment.lasting()) < 0) {
                    lookForAlerts(begin);
                    pause(LOOK);
                }
            } catch (RuntimeException e) {
                failures.add("the fault could not be injected: " + e.getMessage());
            } finally {
                heal();
            }
            tell("healed");
            long end = System.nanoTime();
            // What was late may still come: an alert looks back.
            experiment.alert().ifPresent(alert -> within(alert.within().minus(since(begin)), () -> {
                lookForAlerts(begin);
                return fired.isPresent();
            }));
            experiment.alert().filter(alert -> fired.filter(after -> after.compareTo(alert.within()) <= 0).isEmpty()).ifPresent(alert -> failures.add(
                    "%s did not fire within %d s".formatted(describe(alert), alert.within().toSeconds())));
            return end;
        }

        private void heal() {
            try {
                fault.heal();
            } catch (RuntimeException first) {
                try {
                    pause(LOOK);
                    fault.heal();
                } catch (RuntimeException again) {
                    failures.add("the fault could not be healed: " + again.getMessage());
                }
            }
        }

        private Account settle(Shoppers shoppers, long healedAt) {
            Account[] account = {audit(shoppers)};
            boolean balanced = within(experiment.recovery().minus(since(healedAt)), () -> {
                lookForPages();
                if (shoppers.underWay() > 0) {
                    tellNowAndThen("%d customers still wait".formatted(shoppers.underWay()));
                    return false;
                }
                account[0] = audit(shoppers);
                List<String> broken = account[0].balanced() ? unsteady() : account[0].violations();
                broken.stream().findFirst().ifPresent(this::tellNowAndThen);
                return broken.isEmpty();
            });
            if (!balanced) {
                failures.add("not recovered within %d s: %d orders under way, unsteady: %s".formatted(
                        experiment.recovery().toSeconds(), shoppers.underWay(), unsteady()));
                account[0] = audit(shoppers);
            } else {
                recovered = Optional.of(since(healedAt));
                tell("recovered %d s after the fault".formatted(since(healedAt).toSeconds()));
            }
            return account[0];
        }

        private void awaitSilence() {
            experiment.alert().filter(_ -> fired.isPresent()).ifPresent(alert -> {
                if (!within(ALERT_CLEARS, () -> {
                    lookForPages();
                    tellNowAndThen("waiting until %s is over".formatted(describe(alert)));
                    return !isFiring(alert);
                })) {
                    failures.add(describe(alert) + " has not cleared");
                }
            });
        }

        private Optional<Report> report(Span span) {
            try {
                Report report = investigation.of(span, Optional.empty());
                String first = report.findings().stream().findFirst().map(finding -> finding.component().label()).orElse("nothing wrong");
                tell("the report's first finding: " + first);
                if (!first.equals(experiment.cause().label())) {
                    failures.add("the report says %s where the cause is %s".formatted(first, experiment.cause()));
                }
                return Optional.of(report);
            } catch (SuiteFailure e) {
                failures.add("no report: " + e.getMessage());
                return Optional.empty();
            }
        }

        private Path kept(Report report, String name) {
            try {
                Files.createDirectories(reports);
                return Files.writeString(reports.resolve(name + ".html"), ReportHtml.of(report));
            } catch (IOException e) {
                throw new UncheckedIOException("the report can't be kept", e);
            }
        }

        private void tell(String step) {
            toldAt = System.nanoTime();
            progress.accept("%4d s  %s".formatted(since(start).toSeconds(), step));
        }

        private void tellNowAndThen(String state) {
            if (since(toldAt).compareTo(SILENCE) > 0) {
                tell(state);
            }
        }

        private Account audit(Shoppers shoppers) {
            List<Attempt> attempts = Stream.concat(shoppers.attempts().stream(), fault.attempts().stream()).toList();
            try {
                return audit.of(attempts);
            } catch (RuntimeException e) {
                return new Account(attempts.size(), 0, 0, 0, 0, 0, 0, List.of(String.valueOf(e.getMessage())));
            }
        }

        private List<String> unsteady() {
            List<String> broken = new ArrayList<>();
            for (Steady steady : experiment.steady()) {
                try {
                    List<Sample> samples = prometheus.query(steady.expression());
                    samples.stream().filter(sample -> !(sample.value() >= steady.least() && sample.value() <= steady.most()))
                            .forEach(sample -> broken.add("%s is %s for %s".formatted(steady.expression(), sample.value(), sample.labels())));
                } catch (SuiteFailure e) {
                    broken.add(e.getMessage());
                }
            }
            return broken;
        }

        private boolean isWarm() {
            double youngest = value("min(process_uptime_seconds)");
            if (youngest < WARM.toSeconds()) {
                tellNowAndThen("warming up: a service is %.0f s old".formatted(youngest));
                return false;
            }
            return true;
        }

        /** Why the fault can't begin yet. */
        private List<String> obstacles() {
            List<String> obstacles = new ArrayList<>(unsteady());
            experiment.alert().filter(this::isFiring).ifPresent(alert -> obstacles.add(describe(alert) + " still fires"));
            obstacles.stream().findFirst().ifPresent(first -> tellNowAndThen("waiting until all is well: " + first));
            return obstacles;
        }

        private void lookForAlerts(long begin) {
            lookForPages();
            experiment.alert().filter(alert -> fired.isEmpty() && isFiring(alert)).ifPresent(alert -> {
                Duration after = firedAfter(alert).orElse(since(begin));
                fired = Optional.of(after);
                tell("%s fires after %d s".formatted(describe(alert), after.toSeconds()));
            });
        }

        /** By what Prometheus has noted, for nobody looks while a fault is healed. */
        private Optional<Duration> firedAfter(ExpectedAlert alert) {
            Map<String, String> labels = new TreeMap<>(alert.labels());
            labels.put("alertname", alert.name());
            labels.put("alertstate", "firing");
            String expression = labels.entrySet().stream().map(label -> "%s=\"%s\"".formatted(label.getKey(), label.getValue()))
                    .collect(Collectors.joining(", ", "ALERTS{", "}"));
            try {
                return prometheus.range(expression, injectedAt, Instant.now(), LOOK).stream()
                        .flatMap(track -> IntStream.range(0, track.values().length).filter(i -> !Double.isNaN(track.values()[i])).boxed())
                        .min(Comparator.naturalOrder()).map(LOOK::multipliedBy);
            } catch (SuiteFailure e) {
                return Optional.empty();
            }
        }

        private void lookForPages() {
            for (Map<String, String> alert : firing()) {
                String name = alert.getOrDefault("alertname", "");
                boolean expected = experiment.alert().map(wanted -> wanted.name().equals(name)).orElse(false)
                        || experiment.mayPage().stream().anyMatch(name::matches);
                if ("page".equals(alert.get("severity")) && !expected && !firingBefore.contains(alert)) {
                    pages.add(name + " " + alert.getOrDefault("component", ""));
                }
            }
        }

        private boolean isFiring(ExpectedAlert wanted) {
            return firing().stream().anyMatch(alert -> wanted.name().equals(alert.get("alertname"))
                    && wanted.labels().entrySet().stream().allMatch(label -> label.getValue().equals(alert.get(label.getKey()))));
        }
    }

    private static String describe(ExpectedAlert alert) {
        return alert.labels().isEmpty() ? alert.name() : alert.name() + alert.labels();
    }

    /** 0 where there is none. */
    private double value(String expression) {
        try {
            return prometheus.query(expression).stream().mapToDouble(Sample::value).findFirst().orElse(0);
        } catch (SuiteFailure e) {
            return 0;
        }
    }

    private Set<Map<String, String>> firing() {
        try {
            Set<Map<String, String>> alerts = new HashSet<>();
            prometheus.query("ALERTS{alertstate=\"firing\"}").forEach(sample -> alerts.add(new TreeMap<>(sample.labels())));
            return alerts;
        } catch (SuiteFailure e) {
            return Set.of();
        }
    }

    /** Whether it came true in time; looked at once at least. */
    private static boolean within(Duration patience, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (since(begin).compareTo(patience) > 0) {
                return false;
            }
            pause(LOOK);
        }
        return true;
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
