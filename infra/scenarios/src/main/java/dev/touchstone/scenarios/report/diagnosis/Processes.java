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
import java.util.Locale;

/**
 * Processes that are away, do not answer, or answer slowly. Prometheus asks each for numbers that lie in memory, so what it has to
 * wait for is the process itself, never a database behind it.
 */
final class Processes {
    private static final double MOST_COLLECTING = 0.3;
    private static final double BUSY = 0.85;

    private final Observations seen;
    private final Window window;

    Processes(Observations seen) {
        this.seen = seen;
        this.window = seen.window();
    }

    List<Suspicion> suspicions() {
        List<Suspicion> all = new ArrayList<>();
        for (Service service : Service.values()) {
            away(service.job(), service.component(), seen.down(service), seen.restarts(service), seen.uptime(service), all);
            slow(service, all);
            collecting(service, all);
        }
        away(Observations.BROKER, Component.RABBITMQ, seen.brokerDown(), seen.brokerRestarts(), window.gauge(Observations.BROKER_UPTIME), all);
        return all;
    }

    private void away(String job, Component component, Mask down, Mask restarts, double[] uptime, List<Suspicion> all) {
        Mask missing = down.and(window.judged());
        Mask restarted = restarts.and(window.judged());
        if (missing.isEmpty() && restarted.isEmpty()) {
            return;
        }
        // One scrape that fails may be the network's or the machine's; a new process after it is not.
        boolean certain = missing.count() >= 2 || !restarted.isEmpty();
        if (!certain && seen.machineBusy().intersects(missing)) {
            return;
        }
        double seconds = missing.count() * window.timeline().stepSeconds();
        boolean still = missing.at(window.size() - 1);
        Signal signal = !restarted.isEmpty() ? missing.isEmpty() ? Signal.RESTARTED : Signal.DOWN : still ? Signal.DOWN : Signal.HUNG;
        String title = switch (signal) {
            case RESTARTED -> "%s ended and was started again%s".formatted(job, restarted.count() == 1 ? "" : " %d times".formatted(restarted.count()));
            case DOWN -> still ? "%s has not answered for %.0f s and still does not".formatted(job, seconds)
                    : "%s was away for about %.0f s".formatted(job, seconds);
            default -> "%s did not answer for about %.0f s, then went on as the same process".formatted(job, Math.max(seconds, window.timeline().stepSeconds()));
        };
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.plotted("up{job=\"%s\"}".formatted(job), missing.isEmpty() ? "Every scrape of %s succeeded, but between two of them its uptime fell: a new process".formatted(job)
                        : "%d scrapes of %s failed while those of other processes succeeded".formatted(missing.count(), job),
                "", new Line("answers", up(job))));
        if (!restarted.isEmpty()) {
            evidence.add(Evidence.plotted(Metric.PROCESS_UPTIME.metricName(), "Its uptime began anew at %s".formatted(Words.clock(window.timeline().at(restarted.first()))),
                    "s", new Line("uptime", uptime)));
        }
        Mask when = missing.or(restarted);
        all.add(new Suspicion(component, signal, when, certain, certain ? 0.97 : 0.6, Math.max(seconds, 1), title, evidence));
    }

    private double[] up(String job) {
        double[] up = window.gauge(Observations.UP, Window.JOB, job);
        for (int i = 0; i < up.length; i++) {
            up[i] = Double.isNaN(up[i]) ? Double.NaN : Math.min(1, up[i]);
        }
        return up;
    }

    private void slow(Service service, List<Suspicion> all) {
        Mask sluggish = seen.sluggish(service).and(window.judged());
        if (sluggish.isEmpty()) {
            return;
        }
        double[] took = window.gauge(Observations.SCRAPE, Window.JOB, service.job());
        double[] cpu = window.gauge(Metric.PROCESS_CPU_UTILIZATION.metricName(), Window.JOB, service.job());
        double busiest = sluggish.max(cpu);
        boolean byItself = busiest > BUSY;
        String title = byItself ? "%s uses all the processor time it may (%.0f %%) and answers slowly".formatted(service.job(), 100 * busiest)
                : "%s is short of processor time: it answers slowly whatever it is asked, though it uses little itself".formatted(service.job());
        all.add(new Suspicion(service.component(), byItself ? Signal.CPU_SATURATED : Signal.STARVED, sluggish, false, byItself ? 0.6 : 0.8,
                sluggish.sum(took), title, List.of(
                Evidence.plotted(Observations.SCRAPE, "Prometheus waited up to %s for numbers that %s has in memory; the other processes answered as usual"
                        .formatted(Words.seconds(sluggish.max(took)), service.job()), "s", new Line("time to answer", took)),
                Evidence.plotted(Metric.PROCESS_CPU_UTILIZATION.metricName(), "It used %.0f %% of the processor time at most".formatted(100 * busiest),
                        "", new Line("processor", cpu)))));
    }

    private void collecting(Service service, List<Suspicion> all) {
        double[] spent = window.increase(Metric.JVM_GC_TIME.metricName(), Window.JOB, service.job());
        double step = window.timeline().stepSeconds();
        Mask mask = window.mask(i -> spent[i] / step > MOST_COLLECTING).and(window.judged()).steady(2, 1);
        if (!mask.isEmpty()) {
            all.add(new Suspicion(service.component(), Signal.GARBAGE_COLLECTION, mask, false, 0.8, mask.sum(spent),
                    String.format(Locale.ROOT, "%s spent %.0f %% of the time collecting garbage", service.job(), 100 * mask.sum(spent) / (mask.count() * step)),
                    List.of(Evidence.plotted(Metric.JVM_GC_TIME.metricName(), "Seconds of garbage collection in every %.0f s".formatted(step), "s",
                            new Line(service.job(), spent)))));
        }
    }
}
