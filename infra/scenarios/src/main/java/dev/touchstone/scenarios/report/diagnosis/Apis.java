package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.scenarios.report.Component;
import dev.touchstone.scenarios.report.Evidence;
import dev.touchstone.scenarios.report.Evidence.Line;
import dev.touchstone.scenarios.report.Signal;
import dev.touchstone.scenarios.report.window.Mask;
import dev.touchstone.scenarios.report.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Services whose requests are slow or fail beyond what the ports behind them account for: the rest is theirs. */
final class Apis {
    private static final double LEAST_EXCESS_SECONDS = 3;
    private static final double LEAST_ERRORS = 3;

    private final Observations seen;
    private final Window window;

    Apis(Observations seen) {
        this.seen = seen;
        this.window = seen.window();
    }

    List<Suspicion> suspicions() {
        List<Suspicion> all = new ArrayList<>();
        for (Service service : Service.values()) {
            Mask reliable = window.judged().without(seen.down(service).widened(1, 2)).without(seen.restarts(service).widened(1, window.timeline().steps(20)))
                    .without(seen.warmingUp(service)).without(seen.machineBusy());
            double[] lost = new double[window.size()];
            double[] failed = new double[window.size()];
            double[] count = new double[window.size()];
            double[] seconds = new double[window.size()];
            for (Map.Entry<String, Flow> route : seen.requests(service).entrySet()) {
                add(lost, route.getValue().excess());
                add(failed, route.getValue().failed());
                add(count, route.getValue().count());
                add(seconds, route.getValue().seconds());
            }
            double[] behind = new double[window.size()];
            double[] failedBehind = new double[window.size()];
            for (Operation call : seen.operations(service)) {
                if (!call.adapter().equals(Operation.APPLICATION)) {
                    boolean own = !call.askDatabase() && !call.askStorage();
                    add(behind, own ? new double[window.size()] : call.flow().excess());
                    add(failedBehind, own ? new double[window.size()] : call.flow().failed());
                }
            }
            ownPorts(service, reliable, all);
            Mask slow = window.mask(i -> lost[i] > 0.5 * count[i] * 0.1 && lost[i] > 0.3).and(reliable).steady(2, 1);
            double self = slow.sum(lost) - slow.widened(1, 1).sum(behind);
            if (self > LEAST_EXCESS_SECONDS && self > slow.sum(lost) / 2) {
                all.add(new Suspicion(service.component(), Signal.SLOW_ITSELF, slow, false, 0.5, self,
                        "%s is slow itself: what it calls accounts for %s of the lost time".formatted(service.component(), Words.percent(1 - self / slow.sum(lost))), List.of(
                        Evidence.plotted(Metric.HTTP_SERVER_REQUEST_DURATION.metricName(), "Requests lost %s in sum, the ports behind them %s".formatted(
                                        Words.seconds(slow.sum(lost)), Words.seconds(slow.widened(1, 1).sum(behind))), "s",
                                new Line("lost by requests", lost), new Line("lost by its ports", behind)))));
            }
            double errors = reliable.sum(failed);
            if (errors >= LEAST_ERRORS && errors > 0.01 * reliable.sum(count) && reliable.sum(failedBehind) < errors / 3) {
                Mask when = window.mask(i -> failed[i] > 0.5).and(reliable);
                all.add(new Suspicion(service.component(), Signal.ERRORS, when, false, 0.5, errors,
                        "%s answered %.0f requests with an error of its own".formatted(service.component(), errors), List.of(
                        Evidence.plotted(Metric.HTTP_SERVER_REQUEST_DURATION.metricName(), "%.0f of %.0f requests failed; %.0f calls of its ports did".formatted(errors,
                                reliable.sum(count), reliable.sum(failedBehind)), "", new Line("errors", failed)))));
            }
        }
        return all;
    }

    /** Its disk, its clock of ids: behind these ports is nobody else. */
    private void ownPorts(Service service, Mask reliable, List<Suspicion> all) {
        for (Operation call : seen.operations(service)) {
            if (call.askDatabase() || call.askStorage() || call.adapter().equals(Operation.APPLICATION) || call.adapter().equals(Operation.MACHINE)) {
                continue;
            }
            Mask slow = call.flow().slow().and(reliable);
            double lost = slow.sum(call.flow().excess());
            double failed = reliable.sum(call.flow().failed());
            Mask hanging = call.hanging().and(reliable);
            Component component = call.adapter().equals(Operation.AMQP) ? Component.RABBITMQ : service.component();
            if (!hanging.isEmpty()) {
                all.add(new Suspicion(component, Signal.PORT_SLOW, hanging, false, 0.75, hanging.sum(call.active()) * window.timeline().stepSeconds(),
                        "calls of %s (%s) by %s do not come back".formatted(call.described(), call.adapter(), service.component()), List.of(seen.hangs(call, hanging))));
            }
            // Sending the bytes is in the time of a spool, and is the customer's.
            if (failed < 2 && (lost < LEAST_EXCESS_SECONDS || call.flow().slowMeanwhile(window).and(window.judged()).count() < 2)) {
                continue;
            }
            boolean fails = failed >= 2;
            all.add(new Suspicion(component, fails ? Signal.ERRORS : Signal.PORT_SLOW, (fails ? call.flow().failing() : call.flow().slowMeanwhile(window)).and(window.judged()),
                    false, 0.75, lost + failed, "%s is held up by its own %s (%s), which is %s".formatted(service.component(), call.described(), call.adapter(), fails ? "failing" : "slow"),
                    List.of(Evidence.plotted(Metric.PORT_CALL_DURATION.metricName(), "%s took %s instead of %s; %.0f failed".formatted(call.described(),
                            Words.seconds(call.flow().meanDuring(slow.isEmpty() ? reliable : slow)), Words.seconds(call.flow().usual()), failed), "s",
                            new Line(call.described(), call.flow().means())))));
        }
    }

    private static void add(double[] sum, double[] more) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
    }
}
