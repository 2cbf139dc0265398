package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.scenarios.report.Component;
import dev.touchstone.scenarios.report.Evidence;
import dev.touchstone.scenarios.report.Finding;
import dev.touchstone.scenarios.report.Signal;
import dev.touchstone.scenarios.report.window.Mask;
import dev.touchstone.scenarios.report.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From readings to causes: every component is asked whether it shows a fault of its own; one whose fault another, on which it stands,
 * shows at the same time is taken for a consequence; what the business felt is then shared out among the causes that are left.
 */
public final class Diagnosis {
    /** What a cause that is only inferred must have cost before it is worth a line. */
    private static final double LEAST_SECONDS = 4;
    private static final double OVERLAP = 0.5;
    private static final double NEXT_TO_NOTHING = 0.02;
    private static final double CLEAR = 0.8;
    private static final int LONG = 4;
    private static final double LONG_SECONDS = 0.5;
    /** Of the processors, by the three services together; databases and storage have their part besides. */
    private static final double HARD_WORK = 0.4;
    /** What a number of workers, connections or messages bounds, whoever has time left. */
    private static final Set<Signal> BOUNDED = EnumSet.of(Signal.SATURATED, Signal.POOL, Signal.CONNECTIONS, Signal.OUTBOX);
    /** Much to do is behind what nothing else is behind. */
    private static final double LAST = 0.25;

    private final Observations seen;
    private final Window window;

    private Diagnosis(Window window) {
        this.window = window;
        this.seen = new Observations(window);
    }

    /** The causes, the costliest first; empty when nothing is wrong. The same window always gives the same findings. */
    public static List<Finding> of(Window window) {
        return new Diagnosis(window).findings();
    }

    /** A cause with everything that was found to follow from it. */
    private static final class Cause {
        final List<Suspicion> suspicions = new ArrayList<>();
        final List<Suspicion> explained = new ArrayList<>();
        double seconds;
        double failed;
        double cost;

        Mask when() {
            return suspicions.stream().map(Suspicion::when).reduce(Mask::or).orElseThrow();
        }

        boolean hard() {
            return suspicions.stream().anyMatch(Suspicion::hard);
        }

        double certainty() {
            return suspicions.stream().mapToDouble(Suspicion::certainty).max().orElse(0);
        }

        /** Clear and long enough to be told, even where nobody was there to suffer; much to do that is done is no fault. */
        boolean lasting() {
            return component() != Component.LOAD && certainty() >= CLEAR && when().count() >= LONG && suspicions.stream().mapToDouble(Suspicion::seconds).sum() >= LONG_SECONDS;
        }

        boolean shows(Set<Signal> signals) {
            return suspicions.stream().map(Suspicion::signal).anyMatch(signals::contains);
        }

        boolean canBeBehind(Symptom symptom) {
            return symptom.causes().contains(component()) && (component() != Component.CUSTOMER_INPUT || shows(symptom.input()));
        }

        Component component() {
            return suspicions.getFirst().component();
        }
    }

    private List<Finding> findings() {
        List<Suspicion> suspicions = new ArrayList<>();
        suspicions.addAll(new Processes(seen).suspicions());
        suspicions.addAll(new Databases(seen).suspicions());
        suspicions.addAll(new Broker(seen).suspicions());
        suspicions.addAll(new Storage(seen).suspicions());
        suspicions.addAll(new Conveyor(seen).suspicions());
        suspicions.addAll(new Apis(seen).suspicions());
        suspicions.addAll(new Callers(seen).suspicions());

        Map<Component, Cause> causes;
        List<Cause> harmless;
        double unexplained;
        do {
            causes = causes(suspicions);
            unexplained = shareOut(causes);
            harmless = causes.values().stream().filter(cause -> !cause.hard() && cause.seconds < LEAST_SECONDS && cause.failed < 1 && !cause.lasting()).toList();
            causes.values().removeAll(harmless);
            // What has done no harm has done none to others either: what was thought to follow from it is asked again.
            harmless.stream().filter(cause -> !cause.explained.isEmpty()).forEach(cause -> suspicions.removeAll(cause.suspicions));
        } while (harmless.stream().anyMatch(cause -> !cause.explained.isEmpty()));
        // Beside a cause that explains much, one that is only inferred and explains next to nothing is noise.
        double most = causes.values().stream().mapToDouble(cause -> cause.cost).max().orElse(0);
        causes.values().removeIf(cause -> !cause.hard() && cause.cost < NEXT_TO_NOTHING * most);
        double all = unexplained + causes.values().stream().mapToDouble(cause -> cause.cost).sum();
        double affected = affectedOrders(causes);

        Map<Component, Cause> left = causes;
        List<Finding> findings = new ArrayList<>(causes.values().stream().map(cause -> finding(cause, all, affected)).toList());
        findings.sort(Comparator.comparingDouble((Finding finding) -> -weight(finding, left.get(finding.component())))
                .thenComparing(Comparator.comparingDouble((Finding finding) -> -finding.confidence()))
                .thenComparing(Finding::component));
        List<Finding> ranked = new ArrayList<>();
        for (Finding finding : findings) {
            ranked.add(rank(finding, ranked.size() + 1));
        }
        return ranked;
    }

    private static Finding rank(Finding finding, int rank) {
        return new Finding(rank, finding.component(), finding.signal(), finding.title(), finding.cost(), finding.seconds(), finding.failed(),
                finding.share(), finding.confidence(), finding.when(), finding.evidence(), finding.explains());
    }

    /** What it cost, as far as we are sure of it; of causes that cost nothing, what is seen for certain and for longer comes first. */
    private static double weight(Finding finding, Cause cause) {
        double own = cause.suspicions.stream().mapToDouble(Suspicion::seconds).sum();
        return cause.cost * cause.certainty() + (cause.hard() ? 0.02 : 0.01) * own;
    }

    // --- Which suspicion follows from which ---

    private Map<Component, Cause> causes(List<Suspicion> suspicions) {
        // From what nothing is behind to what most stands on, so that a chain of consequences ends at its beginning.
        List<Suspicion> ordered = new ArrayList<>(suspicions);
        ordered.sort(Comparator.comparing((Suspicion one) -> !one.hard()).thenComparingInt(Diagnosis::depth)
                .thenComparing(Suspicion::component).thenComparing(Suspicion::signal)
                .thenComparing(one -> one.when().first()).thenComparing(Suspicion::title));
        Map<Component, Cause> causes = new EnumMap<>(Component.class);
        for (Suspicion suspicion : ordered) {
            Cause behind = causes.values().stream().filter(cause -> explains(cause, suspicion)).max(Comparator.comparing(Cause::hard)
                    .thenComparingDouble(cause -> suspicion.when().within(reach(cause, suspicion)))
                    .thenComparing(Comparator.comparing(Cause::component).reversed())).orElse(null);
            if (behind == null) {
                causes.computeIfAbsent(suspicion.component(), _ -> new Cause()).suspicions.add(suspicion);
            } else {
                behind.explained.add(suspicion);
            }
        }
        return causes;
    }

    private static int depth(Suspicion suspicion) {
        if (suspicion.hard() && EnumSet.of(Signal.DOWN, Signal.HUNG, Signal.RESTARTED).contains(suspicion.signal())) {
            return -1;
        }
        return suspicion.signal() == Signal.DUPLICATES ? 5 : switch (suspicion.component()) {
            case LOAD, CUSTOMER_INPUT -> 0;
            case RABBITMQ, S3 -> 1;
            case SHOP_DB, MES_DB -> 2;
            case SHOP_API, CRM_API, MES_API -> 3;
            case PRICING, SLICING, CASTING, POLISHING, INSPECTION -> 4;
        };
    }

    private boolean explains(Cause cause, Suspicion suspicion) {
        if (cause.component() == suspicion.component() || !canCause(cause, suspicion)) {
            return false;
        }
        return suspicion.when().within(reach(cause, suspicion)) >= OVERLAP;
    }

    /** The time of a cause, and that in which its consequences still show. */
    private Mask reach(Cause cause, Suspicion suspicion) {
        boolean queued = suspicion.component().isStage() || suspicion.signal() == Signal.OUTBOX || suspicion.signal() == Signal.DUPLICATES
                || suspicion.signal() == Signal.NO_CONSUMERS;
        return cause.when().widened(window.timeline().steps(20), window.timeline().steps(queued ? 120 : 45));
    }

    private boolean canCause(Cause cause, Suspicion suspicion) {
        Component by = cause.component();
        if (suspicion.hard()) {
            return switch (suspicion.signal()) {
                // A process that stops in the middle of a transaction keeps its locks; one that dies leaves messages that come again.
                case LOCKS -> cause.hard() && Service.on(suspicion.component()).stream().anyMatch(service -> service.component() == by);
                case DUPLICATES, NO_CONSUMERS -> cause.hard() && by != Component.LOAD && by != Component.CUSTOMER_INPUT;
                default -> false;
            };
        }
        if (by == Component.LOAD && !BOUNDED.contains(suspicion.signal()) && !worksHard(suspicion.when())) {
            return false;
        }
        // Customers slow the suite down by what is heavy, not by what is refused.
        return standsOn(suspicion.component()).contains(by) && (by != Component.CUSTOMER_INPUT || cause.shows(EnumSet.of(Signal.HEAVY_MODELS)));
    }

    /** Whether there is so much to do that processor time may be short for it; else more of it makes nothing slow but what has a bound. */
    private boolean worksHard(Mask when) {
        double[] used = new double[window.size()];
        for (Service service : Service.values()) {
            double[] one = window.gauge(Metric.PROCESS_CPU_UTILIZATION.metricName(), Window.JOB, service.job());
            for (int i = 0; i < used.length; i++) {
                used[i] += Double.isNaN(one[i]) ? 0 : one[i];
            }
        }
        return when.max(used) >= HARD_WORK;
    }

    /** Whose faults show at the component. */
    private static Set<Component> standsOn(Component component) {
        return switch (component) {
            case SHOP_API -> EnumSet.of(Component.SHOP_DB, Component.S3, Component.RABBITMQ, Component.LOAD, Component.CUSTOMER_INPUT);
            case CRM_API -> EnumSet.of(Component.SHOP_DB, Component.RABBITMQ, Component.LOAD);
            case MES_API -> EnumSet.of(Component.MES_DB, Component.S3, Component.RABBITMQ, Component.LOAD, Component.CUSTOMER_INPUT);
            case PRICING, SLICING -> EnumSet.of(Component.MES_API, Component.MES_DB, Component.S3, Component.RABBITMQ, Component.LOAD, Component.CUSTOMER_INPUT);
            case CASTING, POLISHING, INSPECTION -> EnumSet.of(Component.MES_API, Component.MES_DB, Component.RABBITMQ, Component.LOAD);
            case SHOP_DB, MES_DB, RABBITMQ, S3 -> EnumSet.of(Component.LOAD, Component.CUSTOMER_INPUT);
            case LOAD, CUSTOMER_INPUT -> EnumSet.noneOf(Component.class);
        };
    }

    // --- What each has cost ---

    /** @return what none of the causes explains, in seconds */
    private double shareOut(Map<Component, Cause> causes) {
        double unexplained = 0;
        for (Symptom symptom : new Symptoms(seen).all()) {
            List<Cause> able = causes.values().stream().filter(cause -> cause.canBeBehind(symptom)).toList();
            List<Mask> reaches = able.stream().map(cause -> cause.when().widened(window.timeline().steps(15), symptom.lag())).toList();
            for (int i = 0; i < window.size(); i++) {
                double cost = symptom.cost(i);
                if (cost <= 0) {
                    continue;
                }
                double weights = 0;
                for (int c = 0; c < able.size(); c++) {
                    weights += reaches.get(c).at(i) ? claim(able.get(c)) : 0;
                }
                if (weights == 0) {
                    unexplained += symptom.where().equals(Symptoms.REJECTED) ? 0 : cost;
                    continue;
                }
                for (int c = 0; c < able.size(); c++) {
                    if (reaches.get(c).at(i)) {
                        Cause cause = able.get(c);
                        double part = claim(cause) / weights;
                        cause.cost += part * cost;
                        cause.seconds += part * symptom.seconds()[i];
                        cause.failed += part * symptom.failed()[i];
                    }
                }
            }
        }
        return unexplained;
    }

    private static double claim(Cause cause) {
        return cause.certainty() * (cause.component() == Component.LOAD ? LAST : cause.hard() ? 4 : 1);
    }

    /** Orders that were on their way, or should have come, while anything was wrong. */
    private double affectedOrders(Map<Component, Cause> causes) {
        Mask wrong = causes.values().stream().map(Cause::when).reduce(window.none(), Mask::or).and(window.judged());
        if (wrong.isEmpty()) {
            return 0;
        }
        Mask affected = wrong.widened(1, window.timeline().steps(30)).and(window.judged());
        double[] placed = seen.ordersPlaced();
        Mask up = window.mask(i -> true).without(seen.down(Service.SHOP)).without(seen.blind());
        double usual = up.isEmpty() ? 0 : up.sum(placed) / up.count();
        double missed = usual * seen.down(Service.SHOP).and(window.judged()).count();
        double underWay = 0;
        for (String status : List.of("SUBMITTED", "APPROVED", "IN_PRODUCTION")) {
            double[] orders = window.gauge(Metric.ORDERS.metricName(), "status", status);
            double now = orders[Math.max(0, wrong.first() - 1)];
            underWay += Double.isNaN(now) ? 0 : now;
        }
        return affected.sum(placed) + missed + underWay;
    }

    private Finding finding(Cause cause, double all, double affected) {
        Suspicion lead = cause.suspicions.stream().max(Comparator.comparing(Suspicion::hard).thenComparingDouble(one -> one.certainty() * Math.max(1, one.seconds()))
                .thenComparing(Comparator.comparing(Suspicion::signal).reversed())).orElseThrow();
        double share = all <= 0 ? 0 : cause.cost / all;
        List<Evidence> evidence = new ArrayList<>(lead.evidence());
        cause.suspicions.stream().filter(one -> one != lead).forEach(one -> evidence.addAll(one.evidence()));
        Map<String, String> explains = new LinkedHashMap<>();
        cause.explained.forEach(one -> explains.put(one.title(), one.title()));
        // A second witness of the same raises what we are sure of; a share that others explain as well lowers it.
        double witnesses = Math.min(3, cause.suspicions.size() - 1 + cause.explained.size());
        double doubt = (1 - lead.certainty()) * Math.pow(0.7, witnesses);
        double confidence = Math.clamp((1 - doubt) * (all <= 0 || cause.hard() ? 1 : 0.6 + 0.4 * share), 0.05, 0.99);
        return new Finding(0, cause.component(), lead.signal(), lead.title(), affected * share, cause.seconds, cause.failed, share, confidence,
                cause.when(), evidence, List.copyOf(explains.values()));
    }
}
