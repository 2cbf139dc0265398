package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.scenarios.report.Component;
import dev.touchstone.scenarios.report.Evidence;
import dev.touchstone.scenarios.report.Evidence.Line;
import dev.touchstone.scenarios.report.window.Mask;
import dev.touchstone.scenarios.report.window.Series;
import dev.touchstone.scenarios.report.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the suspicions are drawn from: the readings of a window in the terms of the suite. */
final class Observations {
    static final String UP = "up";
    static final String SCRAPE = "scrape_duration_seconds";
    /** Made by the reader: how old the last scrape was at each moment. */
    static final String SCRAPE_AGE = "scrape_age_seconds";
    static final String BROKER = "rabbitmq";
    static final String BROKER_UPTIME = "rabbitmq_erlang_uptime_seconds";
    private static final double STALE_SECONDS = 13;
    private static final double WARM_SECONDS = 90;
    private static final double BEGUN_SECONDS = 20;
    /** Runnable threads for each processor. */
    private static final double OVERLOAD = 3;
    /** A probe reads every five seconds; the third one missing is no chance. */
    private static final double PROBE_AGE = 13;
    /** The shortest that tells a slow process from a busy machine's hiccup. */
    private static final double SCRAPE_MARGIN = 0.12;
    /** What is under way at so many scrapes one after the other is no chance, and what ended meanwhile must not account for this part of it. */
    private static final int HANGING_SCRAPES = 4;
    private static final double ACCOUNTED = 0.25;
    private static final double MANY = 2.5;
    private static final int FELT_MOMENTS = 2;
    private static final int FELT_CALLS = 3;
    private static final int FELT_KINDS = 8;
    private static final double FEWER = 0.5;
    private static final double COMPUTING = 0.5;

    private final Window window;
    private final Map<Service, Mask> down = new EnumMap<>(Service.class);
    private final Map<Service, Mask> restarts = new EnumMap<>(Service.class);
    private final Map<Service, Mask> sluggish = new EnumMap<>(Service.class);
    private final List<Operation> operations;
    private final Mask blind;
    private final Mask brokerDown;
    private final Mask brokerRestarts;
    private final Mask machineBusy;
    private final double[] pressure;

    Observations(Window window) {
        this.window = window;
        this.blind = findBlind();
        this.pressure = findPressure();
        this.operations = operations();
        bearOnlyWhatIsFelt();
        this.brokerDown = downOf(BROKER);
        this.brokerRestarts = restartsOf(window.gauge(BROKER_UPTIME));
        for (Service service : Service.values()) {
            down.put(service, downOf(service.job()));
            restarts.put(service, restartsOf(uptime(service)));
        }
        this.machineBusy = findMachineBusy();
        for (Service service : Service.values()) {
            sluggish.put(service, slowScrapes(service.job()).without(machineBusy).without(warmingUp(service)).steady(2, 2));
        }
    }

    /** Many threads that want to run are no excuse where calls of all kinds take what they ever do. Flows keep this array, so it is for all of them. */
    private void bearOnlyWhatIsFelt() {
        List<Flow> calls = operations.stream().filter(call -> !call.adapter().equals(Operation.APPLICATION) && !call.adapter().equals(Operation.MACHINE))
                .map(Operation::flow).filter(flow -> Double.isFinite(flow.usual())).toList();
        for (int i = 0; i < pressure.length; i++) {
            int at = i;
            Mask near = window.mask(j -> Math.abs(j - at) <= FELT_MOMENTS);
            double[] factors = pressure[i] == 1 ? new double[0] : calls.stream().filter(flow -> near.sum(flow.count()) >= FELT_CALLS)
                    .mapToDouble(flow -> near.sum(flow.seconds()) / near.sum(flow.count()) / flow.usual()).sorted().toArray();
            pressure[i] = factors.length < FELT_KINDS ? pressure[i] : Math.clamp(factors[factors.length / 2], 1, pressure[i]);
        }
    }

    Window window() {
        return window;
    }

    /** Moments without any fresh sample: nothing can be said of them. */
    Mask blind() {
        return blind;
    }

    private Mask findBlind() {
        List<Series> ages = window.all(SCRAPE_AGE);
        return ages.isEmpty() ? window.none()
                : window.mask(i -> ages.stream().allMatch(age -> !(age.values()[i] <= STALE_SECONDS)));
    }

    /** Scrapes that failed though there were samples of this process before: it was there. */
    private Mask downOf(String job) {
        double[] up = worst(UP, job);
        double[] age = window.gauge(SCRAPE_AGE, Window.JOB, job);
        int first = 0;
        while (first < up.length && !(up[first] > 0)) {
            first++;
        }
        boolean never = first == up.length;
        // Never there while others were is a fault as well, unless nothing at all is known of it.
        int since = never ? 0 : first;
        boolean known = Arrays.stream(up).anyMatch(value -> value == 0);
        return !known ? window.none() : window.mask(i -> i >= since && up[i] == 0 && !(age[i] > STALE_SECONDS)).without(blind);
    }

    private double[] worst(String name, String job) {
        double[] worst = new double[window.size()];
        Arrays.fill(worst, Double.NaN);
        for (Series one : window.all(name, Window.JOB, job)) {
            for (int i = 0; i < worst.length; i++) {
                double value = one.values()[i];
                worst[i] = Double.isNaN(worst[i]) ? value : Double.isNaN(value) ? worst[i] : Math.min(worst[i], value);
            }
        }
        return worst;
    }

    /** The moment at which a new process is seen first. */
    private Mask restartsOf(double[] uptime) {
        boolean[] restarted = new boolean[uptime.length];
        double last = Double.NaN;
        for (int i = 0; i < uptime.length; i++) {
            if (Double.isNaN(uptime[i])) {
                continue;
            }
            restarted[i] = uptime[i] < last - 1;
            last = uptime[i];
        }
        return window.mask(i -> restarted[i]);
    }

    private Mask slowScrapes(String job) {
        double[] took = window.gauge(SCRAPE, Window.JOB, job);
        double[] ones = new double[took.length];
        double[] seconds = new double[took.length];
        for (int i = 0; i < took.length; i++) {
            ones[i] = Double.isNaN(took[i]) ? 0 : 1;
            seconds[i] = Double.isNaN(took[i]) ? 0 : took[i];
        }
        return Flow.of(seconds, ones, new double[took.length], 0.3, 4, SCRAPE_MARGIN).under(pressure).slow();
    }

    /** Several processes that have nothing to do with each other are slow to answer at once. */
    private Mask findMachineBusy() {
        List<Mask> slow = List.of(slowScrapes(Service.SHOP.job()), slowScrapes(Service.CRM.job()), slowScrapes(Service.MES.job()),
                slowScrapes(BROKER), slowScrapes("prometheus"));
        Mask near = window.none();
        for (int i = 0; i < window.size(); i++) {
            int at = i;
            if (slow.stream().filter(mask -> mask.at(at)).count() >= 2) {
                near = near.or(window.mask(j -> j == at));
            }
        }
        return near.widened(1, 1);
    }

    private List<Operation> operations() {
        String name = Metric.PORT_CALL_DURATION.metricName();
        record Key(Service service, String port, String operation, String adapter) {
        }
        Map<Key, List<Series>> sums = new LinkedHashMap<>();
        Map<Key, List<Series>> counts = new LinkedHashMap<>();
        for (Series one : window.all(name + "_sum")) {
            sums.computeIfAbsent(new Key(Service.of(one.label(Window.JOB)), one.label("port"), one.label("operation"), one.label("adapter")),
                    _ -> new ArrayList<>()).add(one);
        }
        for (Series one : window.all(name + "_count")) {
            counts.computeIfAbsent(new Key(Service.of(one.label(Window.JOB)), one.label("port"), one.label("operation"), one.label("adapter")),
                    _ -> new ArrayList<>()).add(one);
        }
        List<Operation> all = new ArrayList<>();
        counts.forEach((key, series) -> {
            if (key.service() != null) {
                double[] failed = window.increase(series.stream().filter(one -> one.label("outcome").equals("failed")).toList());
                Bound bound = Bound.of(key.adapter());
                Flow flow = Flow.of(window.increase(sums.getOrDefault(key, List.of())), window.increase(series), failed,
                        bound.usual(), bound.factor(), bound.margin()).under(pressure);
                double[] active = window.gauge(Metric.PORT_ACTIVE_CALLS.metricName(), Window.JOB, key.service().job(), "port", key.port(), "operation", key.operation());
                all.add(new Operation(key.service(), key.port(), key.operation(), key.adapter(), flow, active, hanging(active, flow)));
            }
        });
        all.replaceAll(call -> !call.holdsWork() ? call : call.hangingWithout(call.outer() ? hangingWithin(call, all) : computing(call.service(), call.active())));
        all.sort(Comparator.comparing((Operation one) -> one.service()).thenComparing(Operation::port).thenComparing(Operation::name));
        return all;
    }

    /**
     * Moments at which something under way did not come back. By Little's law the number under way, summed over time, is the time spent
     * in it: where what ended has taken but a small part of that, the rest has not ended. Callers that come at the pace of the scrapes
     * are met at each of them; but then as many end as ever.
     */
    Mask hanging(double[] active, Flow flow) {
        double step = window.timeline().stepSeconds();
        Mask open = window.mask(i -> active[i] >= 1 && flow.seconds()[i] < ACCOUNTED * active[i] * step).without(blind).steady(HANGING_SCRAPES, 0);
        Mask hanging = window.none();
        for (Mask stretch : open.stretches()) {
            boolean many = stretch.sum(active) >= MANY * stretch.count();
            if (stretch.count() * step > flow.slowFrom() && (many || rate(flow, stretch) < FEWER * rate(flow, window.mask(i -> true).without(stretch)))) {
                hanging = hanging.or(stretch);
            }
        }
        return hanging;
    }

    private static double rate(Flow flow, Mask when) {
        return when.isEmpty() ? 0 : when.sum(flow.count()) / when.count();
    }

    /** A unit of work does not come back because of what is done in it, unless nothing in it hangs. */
    private Mask hangingWithin(Operation unit, List<Operation> all) {
        return all.stream().filter(call -> call.service() == unit.service() && !call.outer() && !call.adapter().equals(Operation.APPLICATION))
                .map(Operation::hanging).reduce(window.none(), Mask::or).widened(HANGING_SCRAPES, HANGING_SCRAPES);
    }

    Evidence hangs(Operation call, Mask when) {
        return Evidence.plotted(Metric.PORT_ACTIVE_CALLS.metricName(), "%s: up to %.0f calls of %s were under way for %s and did not come back".formatted(call.service().job(),
                when.max(call.active()), call.described(), Words.seconds(when.count() * window.timeline().stepSeconds())), "", new Line("under way", call.active()));
    }

    /** Moments at which the process uses so much processor time that what is under way may be work. */
    Mask computing(Service service, double[] active) {
        double[] cpu = window.gauge(Metric.PROCESS_CPU_UTILIZATION.metricName(), Window.JOB, service.job());
        double[] processors = window.gauge(Metric.PROCESS_CPU_LIMIT.metricName(), Window.JOB, service.job());
        return window.mask(i -> cpu[i] * processors[i] > COMPUTING * active[i]);
    }

    /** What counts as slow behind an adapter, in seconds: so much more than usual, and never usual above the bound. */
    private record Bound(double usual, double factor, double margin) {
        static Bound of(String adapter) {
            return switch (adapter) {
                case Operation.POSTGRESQL, Operation.OUTBOX -> new Bound(0.05, 3, 0.06);
                case Operation.S3 -> new Bound(0.25, 3, 0.2);
                case "disk" -> new Bound(0.25, 3, 0.25);
                case "uuid" -> new Bound(0.005, 3, 0.05);
                case Operation.MACHINE -> new Bound(Double.POSITIVE_INFINITY, 1.6, 0.5);
                default -> new Bound(0.5, 3, 0.5);
            };
        }
    }

    /** Moments at which its process did not answer Prometheus. */
    Mask down(Service service) {
        return down.get(service);
    }

    Mask brokerDown() {
        return brokerDown;
    }

    double[] uptime(Service service) {
        return window.gauge(Metric.PROCESS_UPTIME.metricName(), Window.JOB, service.job());
    }

    Mask brokerRestarts() {
        return brokerRestarts;
    }

    Mask restarts(Service service) {
        return restarts.get(service);
    }

    /** Moments at which its process alone was slow to answer Prometheus, which asks for nothing but numbers in memory. */
    Mask sluggish(Service service) {
        return sluggish.get(service);
    }

    Mask machineBusy() {
        return machineBusy;
    }

    /** Moments at which what a service says of others is worth little: it was away, slow itself, or has just begun. */
    Mask unreliable(Service service) {
        return away(service).or(warmingUp(service));
    }

    /** Moments at which a service can not be asked at all: it was away, slow itself, or has begun only seconds ago. */
    Mask away(Service service) {
        double[] uptime = uptime(service);
        return down.get(service).or(sluggish.get(service)).widened(1, window.timeline().steps(10))
                .or(restarts.get(service).widened(window.timeline().steps(5), window.timeline().steps(20))).or(window.mask(i -> uptime[i] < BEGUN_SECONDS));
    }

    /** Moments at which a new process is still slow by nature: classes are loaded, code is compiled, pools fill. */
    Mask warmingUp(Service service) {
        double[] uptime = uptime(service);
        double[] up = worst(UP, service.job());
        int first = 0;
        while (first < up.length && !(up[first] > 0)) {
            first++;
        }
        int seen = first;
        // A machine that is slow to start it has it warm up for as much longer.
        int warm = seen == 0 ? 0 : seen + window.timeline().steps(WARM_SECONDS);
        return window.mask(i -> uptime[i] < WARM_SECONDS || i < warm);
    }

    /** Moments at which far more wants to run on the machine than can: whatever is measured then is longer than it is. */
    Mask overloaded() {
        return window.mask(i -> pressure[i] > 1);
    }

    /** By what factor things may take longer without being slow: threads that want a processor, beyond so many as are borne with. */
    private double[] findPressure() {
        double[] load = window.gauge(Metric.SYSTEM_LOAD_AVERAGE.metricName(), Window.JOB, Service.SHOP.job());
        double[] processors = window.gauge(Metric.JVM_CPU_COUNT.metricName(), Window.JOB, Service.SHOP.job());
        double[] factor = new double[window.size()];
        double last = 1;
        for (int i = 0; i < factor.length; i++) {
            double now = load[i] / (OVERLOAD * processors[i]);
            last = Double.isNaN(now) ? last : Math.max(1, now);
            factor[i] = last;
        }
        return factor;
    }

    List<Operation> operations(Service service) {
        return operations.stream().filter(one -> one.service() == service).toList();
    }

    /** Calls of the ports behind which the service's database is; a unit of work holds others of them. */
    List<Operation> databaseCalls(Service service) {
        return operations(service).stream().filter(Operation::askDatabase).toList();
    }

    List<Operation> storageCalls(Service service) {
        return operations(service).stream().filter(Operation::askStorage).toList();
    }

    /** Moments at which the probe could not read; its age tells how long it had been trying. */
    Mask probeBad(Service service, String probe) {
        double[] age = window.gauge(Metric.TELEMETRY_PROBE_AGE.metricName(), Window.JOB, service.job(), "probe", probe);
        double[] failures = window.increase(Metric.TELEMETRY_PROBE_FAILURES.metricName(), Window.JOB, service.job(), "probe", probe);
        Mask old = window.mask(i -> age[i] > PROBE_AGE);
        Mask bad = window.mask(i -> failures[i] > 0.5);
        Mask meanwhile = bad;
        for (int i = 0; i < age.length; i++) {
            if (old.at(i)) {
                int from = i - window.timeline().steps(age[i]) + 1;
                int end = i;
                meanwhile = meanwhile.or(window.mask(j -> j >= from && j <= end));
            }
        }
        return meanwhile.without(blind);
    }

    /** Slow listings of buckets are read every few minutes only: their age says nothing. */
    Mask probeFailed(Service service, String probe) {
        double[] failures = window.increase(Metric.TELEMETRY_PROBE_FAILURES.metricName(), Window.JOB, service.job(), "probe", probe);
        return window.mask(i -> failures[i] > 0.5);
    }

    Flow stage(Component stage) {
        String name = Metric.MES_STAGE_DURATION.metricName();
        double[] failed = window.increase(name + "_count", "stage", stage.stage(), "outcome", "failed");
        return Flow.of(window.increase(name + "_sum", "stage", stage.stage()), window.increase(name + "_count", "stage", stage.stage()), failed,
                Double.POSITIVE_INFINITY, 1.7, 0.5).under(pressure);
    }

    /** From the delivery of a message to its acknowledgement. */
    Flow handling(String queue) {
        String name = Metric.MESSAGING_PROCESS_DURATION.metricName();
        return Flow.of(window.increase(name + "_sum", "queue", queue), window.increase(name + "_count", "queue", queue), new double[window.size()], 30, 1.7, 0.5).under(pressure);
    }

    Flow waits(Component stage) {
        String name = Metric.MES_STAGE_WAIT.metricName();
        return Flow.of(window.increase(name + "_sum", "stage", stage.stage()), window.increase(name + "_count", "stage", stage.stage()),
                new double[window.size()], 2, 3, 1).under(pressure);
    }

    /** Messages that lie ready in the queue, as the broker itself says, else as the service's probe does. */
    double[] waiting(String queue) {
        double[] broker = window.gauge("rabbitmq_detailed_queue_messages_ready", "queue", queue);
        return Arrays.stream(broker).allMatch(Double::isNaN)
                ? window.gauge(Metric.MESSAGING_QUEUE_MESSAGES.metricName(), "queue", queue, "state", "ready") : broker;
    }

    double[] outbox(Service service) {
        return window.gauge(Metric.MESSAGING_OUTBOX_MESSAGES.metricName(), Window.JOB, service.job());
    }

    double[] outboxAge(Service service) {
        return window.gauge(Metric.MESSAGING_OUTBOX_OLDEST_AGE.metricName(), Window.JOB, service.job());
    }

    /** Orders placed at each moment. */
    double[] ordersPlaced() {
        return window.increase(Metric.HTTP_SERVER_REQUEST_DURATION.metricName() + "_count", Window.JOB, Service.SHOP.job(),
                "http_request_method", "POST", "http_route", "/api/v1/orders", "http_response_status_code", "201");
    }

    /** Requests of a service by route, those that failed at the server counted as failed. */
    Map<String, Flow> requests(Service service) {
        String name = Metric.HTTP_SERVER_REQUEST_DURATION.metricName();
        Map<String, List<Series>> sums = new LinkedHashMap<>();
        Map<String, List<Series>> counts = new LinkedHashMap<>();
        window.all(name + "_sum", Window.JOB, service.job()).forEach(one -> sums.computeIfAbsent(route(one), _ -> new ArrayList<>()).add(one));
        window.all(name + "_count", Window.JOB, service.job()).forEach(one -> counts.computeIfAbsent(route(one), _ -> new ArrayList<>()).add(one));
        Map<String, Flow> flows = new LinkedHashMap<>();
        counts.keySet().stream().sorted().forEach(route -> {
            List<Series> series = counts.get(route);
            double[] failed = window.increase(series.stream().filter(one -> one.label("http_response_status_code").startsWith("5")).toList());
            flows.put(route, Flow.of(window.increase(sums.getOrDefault(route, List.of())), window.increase(series), failed, 0.5, 3, 0.3).under(pressure));
        });
        return flows;
    }

    private static String route(Series one) {
        return one.label("http_request_method") + " " + one.label("http_route");
    }
}
