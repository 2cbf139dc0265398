package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.scenarios.report.Component;
import dev.touchstone.scenarios.report.Evidence;
import dev.touchstone.scenarios.report.Evidence.Line;
import dev.touchstone.scenarios.report.Signal;
import dev.touchstone.scenarios.report.window.Mask;
import dev.touchstone.scenarios.report.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The object storage, by the calls of the two services that use it. Reading hands the content on as it comes in, so its time is
 * partly the service's own: it counts only where calls that hold no work are slow too, or when it fails.
 */
final class Storage {
    private static final double LEAST_EXCESS_SECONDS = 1;

    private final Observations seen;
    private final Window window;

    Storage(Observations seen) {
        this.seen = seen;
        this.window = seen.window();
    }

    List<Suspicion> suspicions() {
        List<Suspicion> all = new ArrayList<>(answered());
        silence(all);
        return all;
    }

    /** A call that hangs has no duration yet, but it is under way. */
    private void silence(List<Suspicion> all) {
        for (Service service : List.of(Service.SHOP, Service.MES)) {
            Mask reliable = window.judged().without(seen.unreliable(service));
            for (Operation call : seen.storageCalls(service)) {
                Mask silent = call.hanging().and(reliable);
                if (!silent.isEmpty()) {
                    all.add(new Suspicion(Component.S3, Signal.UNREACHABLE, silent, false, 0.7, silent.sum(call.active()) * window.timeline().stepSeconds(),
                            "calls of s3 by %s do not come back".formatted(service.job()), List.of(seen.hangs(call, silent))));
                }
            }
        }
    }

    private List<Suspicion> answered() {
        Mask slow = window.none();
        Mask failing = window.none();
        List<Operation> bad = new ArrayList<>();
        List<Service> services = new ArrayList<>();
        double lost = 0;
        double failed = 0;
        for (Service service : List.of(Service.SHOP, Service.MES)) {
            Mask judged = window.judged().without(seen.unreliable(service));
            for (Operation call : seen.storageCalls(service)) {
                double failures = judged.sum(call.flow().failed());
                double excess = call.holdsWork() ? 0 : judged.sum(call.flow().excess());
                if (failures >= 1 || excess > 0.3) {
                    bad.add(call);
                    failed += failures;
                    lost += excess;
                    slow = call.holdsWork() ? slow : slow.or(call.flow().slowMeanwhile(window).and(judged));
                    failing = failing.or(call.flow().failing().and(judged));
                    if (!services.contains(service)) {
                        services.add(service);
                    }
                }
            }
        }
        if (failed < 2 && (lost < LEAST_EXCESS_SECONDS || slow.count() < 2)) {
            return List.of();
        }
        Mask when = slow.or(failing);
        // Reads that were slow at the same time lost by it too.
        for (Service service : List.of(Service.SHOP, Service.MES)) {
            for (Operation call : seen.storageCalls(service)) {
                lost += call.holdsWork() ? when.sum(call.flow().excess()) : 0;
            }
        }
        boolean fails = failed >= 2;
        List<Evidence> evidence = new ArrayList<>(bad.stream()
                .sorted(Comparator.comparingDouble((Operation call) -> -when.sum(call.flow().excess()) - when.sum(call.flow().failed())).thenComparing(Operation::described))
                .limit(4).map(call -> testimony(call, when)).toList());
        double[] refused = window.increase(Metric.S3_CLIENT_OPERATION_DURATION.metricName() + "_count", "outcome", "failed");
        if (when.sum(refused) > 0) {
            evidence.add(Evidence.plotted(Metric.S3_CLIENT_OPERATION_DURATION.metricName(), "%.0f requests to it got no answer".formatted(when.sum(refused)), "",
                    new Line("unanswered requests", refused)));
        }
        String who = String.join(" and ", services.stream().map(Service::job).toList());
        return List.of(new Suspicion(Component.S3, fails ? Signal.FAILING : Signal.SLOW, when, fails, services.size() >= 2 ? 0.92 : 0.75, lost + failed,
                "s3 is %s for %s".formatted(fails ? "failing" : "slow", who), evidence));
    }

    private Evidence testimony(Operation call, Mask when) {
        double failed = when.sum(call.flow().failed());
        Mask slow = call.flow().slow().and(when.widened(1, 1));
        return Evidence.plotted(Metric.PORT_CALL_DURATION.metricName(), "%s: %s took %s instead of %s%s".formatted(call.service().job(), call.described(),
                Words.seconds(slow.isEmpty() ? call.flow().meanDuring(when) : call.flow().meanDuring(slow)), Words.seconds(call.flow().usual()),
                failed > 0 ? "; %.0f failed".formatted(failed) : ""), "s", new Line(call.described(), call.flow().means()));
    }
}
