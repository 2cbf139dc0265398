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

/**
 * The stations of the conveyor. What a station's work lost is its own only as far as the ports that it calls did not lose it; a
 * station whose workers are all busy while work piles up in front of it is the bottleneck, whatever its pace.
 */
final class Conveyor {
    private static final double LEAST_EXCESS_SECONDS = 2;
    private static final double FULL = 0.95;
    /** What a piece may wait in front of a station, in seconds, before anybody asks why. */
    private static final double LONG_WAIT = 5;

    private final Observations seen;
    private final Window window;

    Conveyor(Observations seen) {
        this.seen = seen;
        this.window = seen.window();
    }

    List<Suspicion> suspicions() {
        List<Suspicion> all = new ArrayList<>();
        double[] byPorts = lostAtPorts();
        Mask reliable = window.judged().without(seen.down(Service.MES).widened(1, 2)).without(seen.warmingUp(Service.MES));
        for (Component stage : Component.stages()) {
            slow(stage, byPorts, reliable, all);
            hanging(stage, reliable, all);
            saturated(stage, reliable, all);
            failing(stage, reliable, all);
        }
        return all;
    }

    /** Seconds that calls of databases and storage lost in this process; reading storage holds work, so it is not among them. */
    private double[] lostAtPorts() {
        double[] lost = new double[window.size()];
        for (Operation call : seen.operations(Service.MES)) {
            if ((call.askDatabase() || call.askStorage()) && !call.holdsWork()) {
                double[] excess = call.flow().excess();
                for (int i = 0; i < lost.length; i++) {
                    lost[i] += excess[i];
                }
            }
        }
        return lost;
    }

    private void slow(Component stage, double[] byPorts, Mask reliable, List<Suspicion> all) {
        Flow work = seen.stage(stage);
        Mask slow = work.slow().and(reliable);
        double[] excess = work.excess();
        double lost = slow.sum(excess);
        double explained = Math.min(lost, slow.widened(1, 1).sum(byPorts));
        if (lost - explained < LEAST_EXCESS_SECONDS || slow.sum(work.count()) < 2 || lost - explained < lost / 2) {
            return;
        }
        Mask when = work.slowMeanwhile(window).and(window.judged());
        all.add(new Suspicion(stage, Signal.STAGE_SLOW, when, false, 0.7, lost - explained,
                "%s takes %s for a piece instead of %s".formatted(stage, Words.seconds(work.meanDuring(slow)), Words.seconds(work.usual())), List.of(
                Evidence.plotted(Metric.MES_STAGE_DURATION.metricName(), "%.0f pieces took %s each, usual are %s; database and storage account for %s of it"
                                .formatted(slow.sum(work.count()), Words.seconds(work.meanDuring(slow)), Words.seconds(work.usual()), Words.percent(explained / lost)), "s",
                        new Line("work on a piece", work.means()), new Line("wait before it", seen.waits(stage).means())))));
    }

    /** Workers that are busy with what does not end, though no call of database or storage keeps them and the processor is not theirs. */
    private void hanging(Component stage, Mask reliable, List<Suspicion> all) {
        double[] busy = window.gauge(Metric.MES_STAGE_BUSY_WORKERS.metricName(), "stage", stage.stage());
        Flow work = seen.stage(stage);
        Mask kept = seen.operations(Service.MES).stream().filter(call -> call.askDatabase() || call.askStorage()).map(Operation::hanging)
                .reduce(window.none(), Mask::or);
        Mask hanging = seen.hanging(busy, work).without(seen.computing(Service.MES, busy)).without(kept.widened(2, 2)).and(reliable);
        if (!hanging.isEmpty()) {
            all.add(new Suspicion(stage, Signal.STAGE_SLOW, hanging, false, 0.7, hanging.sum(busy) * window.timeline().stepSeconds(),
                    "%s does not get done with its pieces".formatted(stage), List.of(
                    Evidence.plotted(Metric.MES_STAGE_BUSY_WORKERS.metricName(), "Up to %.0f workers were busy for %s, where a piece usually takes %s; no call of database or storage kept them"
                            .formatted(hanging.max(busy), Words.seconds(hanging.count() * window.timeline().stepSeconds()), Words.seconds(work.usual())), "", new Line("busy", busy)))));
        }
    }

    private void saturated(Component stage, Mask reliable, List<Suspicion> all) {
        double[] workers = window.gauge(Metric.MES_STAGE_WORKERS.metricName(), "stage", stage.stage());
        double[] busy = window.gauge(Metric.MES_STAGE_BUSY_WORKERS.metricName(), "stage", stage.stage());
        double[] waiting = seen.waiting("conveyor." + stage.stage());
        Flow waits = seen.waits(stage);
        Mask full = window.mask(i -> busy[i] >= FULL * workers[i] && waiting[i] >= 1).and(reliable).steady(window.timeline().steps(20), 1);
        if (full.isEmpty()) {
            return;
        }
        double waited = full.sum(waiting) * window.timeline().stepSeconds();
        Mask late = window.mask(i -> waits.count()[i] > 0.5 && waits.seconds()[i] / waits.count()[i] > LONG_WAIT);
        if (!late.intersects(full.widened(0, window.timeline().steps(30))) && waited < 60) {
            return;
        }
        double least = least(workers, full);
        double most = window.mask(i -> true).max(workers);
        boolean fewer = least < most;
        all.add(new Suspicion(stage, Signal.SATURATED, full, false, 0.75, waited,
                "%s is the bottleneck: %s busy without a break, up to %.0f pieces wait".formatted(stage,
                        least == 1 ? "its only worker is" : "all its %.0f workers are".formatted(least), full.max(waiting)), List.of(
                Evidence.plotted(Metric.MES_STAGE_BUSY_WORKERS.metricName(), "All %.0f workers were busy for %s%s".formatted(least,
                                Words.seconds(full.count() * window.timeline().stepSeconds()), fewer ? "; there have been %.0f before".formatted(most) : ""), "",
                        new Line("workers", workers), new Line("busy", busy), new Line("pieces that wait", waiting)),
                Evidence.plotted(Metric.MES_STAGE_WAIT.metricName(), "A piece waited %s before it".formatted(Words.seconds(waits.meanDuring(full.widened(0, 6)))), "s",
                        new Line("wait", waits.means())))));
    }

    private static double least(double[] values, Mask mask) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            least = mask.at(i) && values[i] < least ? values[i] : least;
        }
        return Double.isInfinite(least) ? 0 : least;
    }

    private void failing(Component stage, Mask reliable, List<Suspicion> all) {
        Flow work = seen.stage(stage);
        double failed = reliable.sum(work.failed());
        if (failed < 2 || failed < 0.02 * reliable.sum(work.count())) {
            return;
        }
        Mask when = work.failing().and(reliable);
        all.add(new Suspicion(stage, Signal.STAGE_FAILING, when, false, 0.6, failed,
                "Work at %s failed %.0f times".formatted(stage, failed), List.of(
                Evidence.plotted(Metric.MES_STAGE_DURATION.metricName(), "%.0f of %.0f pieces of work failed".formatted(failed, reliable.sum(work.count())), "",
                        new Line("failed", work.failed())))));
    }
}
