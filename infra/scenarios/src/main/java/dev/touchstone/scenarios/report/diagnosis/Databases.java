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
import java.util.stream.Stream;

/**
 * Databases, by the witnesses: the server's own numbers over a connection of its own, and every service that uses it, by its calls
 * and its probes. A database is at fault when the server says so or all who ask it suffer; when one service suffers alone while
 * another is served well, it is that service.
 */
final class Databases {
    private static final double NEAR_LIMIT = 0.9;
    /** Episodes that are nearer to each other than this are one. */
    private static final double EPISODE_GAP_SECONDS = 30;
    private static final double LEAST_EXCESS_SECONDS = 1;
    private static final int LEAST_SLOW_MOMENTS = 4;
    /** Part of the time of the connections in use. */
    private static final double KEPT_BY_CALLS = 0.3;

    private final Observations seen;
    private final Window window;

    Databases(Observations seen) {
        this.seen = seen;
        this.window = seen.window();
    }

    /** How one service fares with the database. */
    private record View(Service service, Mask slow, Mask failing, Mask hanging, Mask probes, Mask well, Mask pool, List<Operation> calls) {
        Mask bad() {
            return slow.or(failing).or(hanging).or(probes);
        }
    }

    List<Suspicion> suspicions() {
        List<Suspicion> all = new ArrayList<>();
        for (Component database : List.of(Component.SHOP_DB, Component.MES_DB)) {
            connections(database, all);
            episodes(database, all);
        }
        return all;
    }

    private void connections(Component database, List<Suspicion> all) {
        String name = Metric.DB_CONNECTIONS.metricName();
        double[] used = window.gauge(name, "db_instance", database.label());
        double[] most = window.gauge(Metric.DB_MAX_CONNECTIONS.metricName(), "db_instance", database.label());
        Mask near = window.mask(i -> used[i] >= NEAR_LIMIT * most[i]).and(window.judged());
        if (near.isEmpty()) {
            return;
        }
        List<String> clients = window.values(name, "service_name", "db_instance", database.label());
        String holder = clients.stream().max(Comparator.comparingDouble(client ->
                near.max(window.gauge(name, "db_instance", database.label(), "service_name", client)))).orElse("other");
        double[] held = window.gauge(name, "db_instance", database.label(), "service_name", holder);
        Service service = Service.of(holder);
        // A service that holds most of them has taken far more than its pool.
        boolean hoarder = service != null && near.max(held) > near.max(used) / 2;
        Component component = hoarder ? service.component() : database;
        all.add(new Suspicion(component, Signal.CONNECTIONS, near, true, 0.9, near.count() * window.timeline().stepSeconds(),
                "%s holds %.0f of the %.0f connections of %s".formatted(hoarder ? holder : "\"" + holder + "\"", near.max(held), near.max(most), database), List.of(
                Evidence.plotted(name, "%.0f of %.0f connections of %s were in use".formatted(near.max(used), near.max(most), database), "",
                        new Line("in use", used), new Line("by " + holder, held), new Line("allowed", most)))));
    }

    private void episodes(Component database, List<Suspicion> all) {
        double[] waits = window.gauge(Metric.DB_LOCK_WAITS.metricName(), "db_instance", database.label());
        Mask locks = window.mask(i -> waits[i] >= 1).steady(2, 1);
        Mask server = Stream.of(Service.values()).filter(service -> !service.serverProbe().isEmpty() && service.database() == database)
                // Who has just begun is slow, but it does not wait ten seconds for an answer.
                .map(service -> seen.probeBad(service, service.serverProbe()).without(seen.away(service)))
                .reduce(window.none(), Mask::or);
        List<View> views = Service.on(database).stream().map(this::view).toList();
        Mask trouble = views.stream().map(View::bad).reduce(locks.or(server), Mask::or).and(window.judged());
        for (Mask episode : episodesOf(trouble)) {
            judge(database, episode, locks, waits, server, views, all);
        }
    }

    private List<Mask> episodesOf(Mask trouble) {
        return trouble.steady(1, window.timeline().steps(EPISODE_GAP_SECONDS)).stretches().stream().map(trouble::and).toList();
    }

    private View view(Service service) {
        List<Operation> calls = seen.databaseCalls(service);
        Mask ignored = seen.unreliable(service);
        Mask slow = window.none();
        Mask failing = window.none();
        Mask hanging = window.none();
        Mask well = window.none();
        for (Operation call : calls) {
            slow = slow.or(call.flow().slowMeanwhile(window));
            failing = failing.or(call.flow().failing());
            hanging = hanging.or(call.hanging());
            well = well.or(call.flow().well());
        }
        Mask probes = service.poolProbes().stream().map(probe -> seen.probeBad(service, probe)).reduce(window.none(), Mask::or);
        double[] pending = window.gauge(Metric.DB_CLIENT_PENDING_REQUESTS.metricName(), Window.JOB, service.job());
        double[] timeouts = window.increase(Metric.DB_CLIENT_TIMEOUTS.metricName(), Window.JOB, service.job());
        double[] waited = window.increase(Metric.DB_CLIENT_WAIT.metricName() + "_sum", Window.JOB, service.job());
        Mask pool = window.mask(i -> pending[i] >= 1 || timeouts[i] > 0.5 || waited[i] > 1);
        return new View(service, slow.without(ignored), failing.without(ignored), hanging.without(ignored), probes.without(ignored), well.without(ignored),
                pool.without(ignored), calls);
    }

    private void judge(Component database, Mask episode, Mask locks, double[] waits, Mask server, List<View> views, List<Suspicion> all) {
        int slack = window.timeline().steps(10);
        Mask around = episode.widened(slack, slack);
        List<View> bad = views.stream().filter(view -> suffers(view, around)).toList();
        List<Evidence> evidence = new ArrayList<>();
        views.forEach(view -> testify(view, around, episode, evidence));
        Mask locked = locks.and(around);
        if (!locked.isEmpty()) {
            evidence.addFirst(Evidence.plotted(Metric.DB_LOCK_WAITS.metricName(), "Up to %.0f sessions of %s waited for a lock, for at least %.0f s"
                    .formatted(locked.max(waits), database, locked.count() * window.timeline().stepSeconds()), "", new Line("sessions waiting for a lock", waits)));
            all.add(new Suspicion(database, Signal.LOCKS, episode.or(locked.and(window.judged())), true, 0.9, cost(bad, around) + locked.sum(waits) * window.timeline().stepSeconds(),
                    "Sessions of %s wait for a lock that somebody keeps".formatted(database), evidence));
            return;
        }
        Mask unanswered = server.and(around);
        // The server's own probe keeps its connection: when that does not answer, it is nobody's pool.
        if (!unanswered.isEmpty() && (unanswered.count() >= 2 || !bad.isEmpty())) {
            evidence.addFirst(Evidence.plotted(Metric.TELEMETRY_PROBE_AGE.metricName(), "%s did not answer the question for its own numbers for about %.0f s"
                            .formatted(database, unanswered.count() * window.timeline().stepSeconds()), "s",
                    new Line("seconds since it answered", window.gauge(Metric.TELEMETRY_PROBE_AGE.metricName(), "probe", database.label()))));
            all.add(new Suspicion(database, Signal.UNREACHABLE, episode, true, 0.95, cost(bad, around) + unanswered.count() * window.timeline().stepSeconds(),
                    "%s did not answer, nor those who ask it".formatted(database), evidence));
            return;
        }
        if (bad.isEmpty()) {
            return;
        }
        boolean silent = bad.stream().anyMatch(view -> view.hanging().intersects(around));
        boolean failing = bad.stream().anyMatch(view -> failures(view, around) >= 2 || !view.probes().and(around).isEmpty());
        Signal signal = silent ? Signal.UNREACHABLE : failing ? Signal.FAILING : Signal.SLOW;
        String how = silent ? "silent" : failing ? "failing" : "slow";
        if (bad.size() >= 2) {
            all.add(new Suspicion(database, signal, episode, false, 0.9, cost(bad, around),
                    "%s is %s for %s alike".formatted(database, how, String.join(" and ", bad.stream().map(view -> view.service().job()).toList())), evidence));
            return;
        }
        View only = bad.getFirst();
        if (poolIsShort(only, around)) {
            double[] pending = window.gauge(Metric.DB_CLIENT_PENDING_REQUESTS.metricName(), Window.JOB, only.service().job());
            evidence.addFirst(Evidence.plotted(Metric.DB_CLIENT_PENDING_REQUESTS.metricName(), "Up to %.0f requests of %s waited for a connection of its pool while the server of %s answered"
                            .formatted(around.max(pending), only.service().job(), database), "", new Line("waiting for a connection", pending),
                    new Line("connections in use", window.gauge(Metric.DB_CLIENT_CONNECTIONS.metricName(), Window.JOB, only.service().job(), "state", "used"))));
            all.add(new Suspicion(only.service().component(), Signal.POOL, episode, false, 0.85, cost(bad, around),
                    "%s has no connection of its pool left; %s itself answers".formatted(only.service().job(), database), evidence));
            return;
        }
        boolean contradicted = views.stream().filter(view -> view != only)
                .anyMatch(view -> callsServedWell(view, around) >= 5 && callsServedWell(view, around) >= 0.95 * callsMade(view, around));
        long ports = only.calls().stream().filter(call -> suffers(call, around)).map(Operation::port).distinct().count();
        String who = only.service().job();
        String title = contradicted ? "%s is %s for %s; others are served well, so it may be what this one asks for, or its way there"
                : views.size() > 1 ? "%s is %s for %s, the only one that asked it much" : "%s is %s for %s";
        all.add(new Suspicion(database, signal, episode, false, contradicted ? 0.6 : ports >= 2 ? 0.8 : 0.65, cost(bad, around),
                title.formatted(database, how, who), evidence));
    }

    private boolean suffers(View view, Mask around) {
        double excess = view.calls().stream().mapToDouble(call -> around.sum(call.flow().excess())).sum();
        return excess >= LEAST_EXCESS_SECONDS && view.slow().and(around).count() >= 2 || slowMoments(view, around) >= LEAST_SLOW_MOMENTS
                || failures(view, around) >= 2 || view.hanging().intersects(around) || view.probes().and(around).count() >= 1;
    }

    /** Moments at which something ended that was slow; where little is asked, many of them count as much as much time. */
    private int slowMoments(View view, Mask around) {
        return view.calls().stream().map(call -> call.flow().slow()).reduce(window.none(), Mask::or).and(around).without(seen.unreliable(view.service())).count();
    }

    private static boolean suffers(Operation call, Mask around) {
        return around.sum(call.flow().excess()) > 0.2 || around.sum(call.flow().failed()) >= 1 || call.hanging().intersects(around);
    }

    private static double failures(View view, Mask around) {
        return view.calls().stream().mapToDouble(call -> around.sum(call.flow().failed())).sum();
    }

    private static double callsMade(View view, Mask around) {
        return view.calls().stream().mapToDouble(call -> around.sum(call.flow().count())).sum();
    }

    private static double callsServedWell(View view, Mask around) {
        return view.calls().stream().mapToDouble(call -> call.flow().well().and(around).sum(call.flow().count())).sum();
    }

    /**
     * Most of the time that its calls lost was waiting for a connection, and those that had one were quick: then it is the service that
     * keeps them. Where calls that had theirs account for the connections in use, the pool is empty because the database is slow.
     */
    private boolean poolIsShort(View view, Mask around) {
        if (view.pool().and(around).isEmpty()) {
            return false;
        }
        String job = view.service().job();
        double waited = around.sum(window.increase(Metric.DB_CLIENT_WAIT.metricName() + "_sum", Window.JOB, job));
        double lost = view.calls().stream().filter(call -> !call.outer()).mapToDouble(call -> around.sum(call.flow().excess())).sum();
        double timeouts = around.sum(window.increase(Metric.DB_CLIENT_TIMEOUTS.metricName(), Window.JOB, job));
        double[] used = window.gauge(Metric.DB_CLIENT_CONNECTIONS.metricName(), Window.JOB, job, "state", "used");
        double most = around.max(window.gauge(Metric.DB_CLIENT_MAX_CONNECTIONS.metricName(), Window.JOB, job));
        boolean empty = timeouts >= 1 || around.max(window.gauge(Metric.DB_CLIENT_PENDING_REQUESTS.metricName(), Window.JOB, job)) >= 1
                || most > 0 && around.max(used) >= most;
        // Who waits though connections are free waits for the server, which each of them is asked for when it is taken.
        if (!empty) {
            return false;
        }
        double inUse = around.sum(used) * window.timeline().stepSeconds();
        boolean keptByCalls = view.hanging().intersects(around) || inUse > 0 && answered(view, around) - waited > KEPT_BY_CALLS * inUse;
        return !keptByCalls && (timeouts >= 1 || waited > 0.6 * lost);
    }

    /** Seconds beyond the usual of calls that did not fail: one that got no connection is not among them. */
    private double answered(View view, Mask around) {
        String name = Metric.PORT_CALL_DURATION.metricName();
        return view.calls().stream().filter(call -> !call.outer()).mapToDouble(call -> {
            String[] labels = {Window.JOB, call.service().job(), "port", call.port(), "operation", call.name()};
            double seconds = around.sum(window.increase(window.all(name + "_sum", labels).stream().filter(one -> !one.label("outcome").equals("failed")).toList()));
            double count = around.sum(call.flow().count()) - around.sum(call.flow().failed());
            return Math.max(0, seconds - count * call.flow().usual());
        }).sum();
    }

    private double cost(List<View> views, Mask around) {
        return views.stream().flatMap(view -> view.calls().stream()).filter(call -> !call.outer())
                .mapToDouble(call -> around.sum(call.flow().excess()) + around.sum(call.flow().failed())
                        + call.hanging().and(around).sum(call.active()) * window.timeline().stepSeconds()).sum();
    }

    private void testify(View view, Mask around, Mask episode, List<Evidence> evidence) {
        List<Operation> worst = view.calls().stream().filter(call -> suffers(call, around))
                .sorted(Comparator.comparingDouble((Operation call) -> -around.sum(call.flow().excess()) - around.sum(call.flow().failed()))
                        .thenComparing(Operation::described)).limit(3).toList();
        for (Operation call : view.calls()) {
            Mask hanging = call.hanging().and(around);
            if (!hanging.isEmpty()) {
                evidence.add(seen.hangs(call, hanging));
            }
        }
        for (Operation call : worst) {
            double failed = around.sum(call.flow().failed());
            Mask slow = call.flow().slow().and(around);
            evidence.add(Evidence.plotted(Metric.PORT_CALL_DURATION.metricName(), "%s: %s took %s instead of %s%s".formatted(view.service().job(), call.described(),
                            Words.seconds(slow.isEmpty() ? call.flow().meanDuring(around) : call.flow().meanDuring(slow)), Words.seconds(call.flow().usual()),
                            failed > 0 ? "; %.0f failed".formatted(failed) : ""), "s",
                    new Line(call.described(), call.flow().means())));
        }
        if (worst.isEmpty() && callsServedWell(view, episode) >= 5) {
            evidence.add(Evidence.of(Metric.PORT_CALL_DURATION.metricName(), "%s was served as usual meanwhile (%.0f calls)"
                    .formatted(view.service().job(), callsServedWell(view, episode))));
        }
        for (String probe : view.service().poolProbes()) {
            Mask bad = seen.probeBad(view.service(), probe).and(around).without(seen.unreliable(view.service()));
            if (!bad.isEmpty()) {
                evidence.add(Evidence.of(Metric.TELEMETRY_PROBE_FAILURES.metricName(), "%s could not read its numbers \"%s\" either".formatted(view.service().job(), probe)));
            }
        }
    }

}
