package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.scenarios.report.Component;
import dev.touchstone.scenarios.report.Report.Compared;
import dev.touchstone.scenarios.report.Report.ErrorCause;
import dev.touchstone.scenarios.report.Report.Kind;
import dev.touchstone.scenarios.report.Report.Leg;
import dev.touchstone.scenarios.report.Report.PortUse;
import dev.touchstone.scenarios.report.Report.Use;
import dev.touchstone.scenarios.report.window.Mask;
import dev.touchstone.scenarios.report.window.Series;
import dev.touchstone.scenarios.report.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The numbers of a window that a report shows whether or not anything is wrong. */
public final class Measures {
    private static final String HTTP = Metric.HTTP_SERVER_REQUEST_DURATION.metricName();
    private static final double HIGH = 0.85;

    private final Window window;
    private final Observations seen;
    private final Mask judged;

    public Measures(Window window) {
        this.window = window;
        this.seen = new Observations(window);
        this.judged = window.judged();
    }

    public double orders() {
        return judged.sum(seen.ordersPlaced());
    }

    /** What a reader should know before believing the rest. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        Mask busy = seen.machineBusy().and(judged);
        if (busy.count() * 5 > judged.count()) {
            notes.add("The machine itself was busy for %s of the time: several processes answered late at once. Times are less certain than they look."
                    .formatted(Words.percent((double) busy.count() / judged.count())));
        }
        Mask overloaded = seen.overloaded().and(judged);
        if (overloaded.count() * 2 > judged.count()) {
            notes.add("The machine was overloaded: up to %.0f threads wanted to run on %.0f processors. Only what stands out from that is reported."
                    .formatted(judged.max(window.gauge(Metric.SYSTEM_LOAD_AVERAGE.metricName(), Window.JOB, Service.SHOP.job())),
                            judged.max(window.gauge(Metric.JVM_CPU_COUNT.metricName(), Window.JOB, Service.SHOP.job()))));
        }
        if (orders() < 5) {
            notes.add("%s orders were placed in this time: with so few, little can be said of what anything costs the business.".formatted(Words.count(orders())));
        }
        if (window.timeline().judged() == 0) {
            notes.add("Nothing is known of the time before: what is usual was taken from the better part of the window itself.");
        }
        return notes;
    }

    // --- Path of an order ---

    public List<Leg> path() {
        List<Leg> path = new ArrayList<>();
        request(path, "uploading the model", Service.SHOP, "POST", "/api/v1/models");
        request(path, "placing the order", Service.SHOP, "POST", "/api/v1/orders");
        outbox(path, Service.SHOP);
        queue(path, "mes.orders", Component.MES_API);
        stage(path, Component.PRICING);
        queue(path, "shop.orders", Component.SHOP_API);
        people(path, "the customer decides", "PRICED", "ACCEPTED");
        people(path, "a manager approves", "ACCEPTED", "APPROVED");
        outbox(path, Service.CRM);
        for (Component stage : Component.stages()) {
            if (stage != Component.PRICING) {
                stage(path, stage);
            }
        }
        outbox(path, Service.MES);
        return path;
    }

    private void request(List<Leg> path, String name, Service service, String method, String route) {
        double count = judged.sum(window.increase(HTTP + "_count", Window.JOB, service.job(), "http_request_method", method, "http_route", route));
        double seconds = judged.sum(window.increase(HTTP + "_sum", Window.JOB, service.job(), "http_request_method", method, "http_route", route));
        add(path, name, Kind.WORKING, service.component(), seconds, count);
    }

    /** By Little's law: what lay there, summed over time, by how many passed. */
    private void outbox(List<Leg> path, Service service) {
        double passed = judged.sum(window.increase(Metric.MESSAGING_PUBLISHED.metricName(), Window.JOB, service.job(), "outcome", "confirmed"));
        add(path, "in the outbox of " + service.job(), Kind.WAITING, service.component(), judged.sum(seen.outbox(service)) * window.timeline().stepSeconds(), passed);
    }

    private void queue(List<Leg> path, String queue, Component component) {
        String name = Metric.MESSAGING_PROCESS_DURATION.metricName();
        double handled = judged.sum(window.increase(name + "_count", "queue", queue));
        add(path, "in the queue " + queue, Kind.WAITING, component, judged.sum(seen.waiting(queue)) * window.timeline().stepSeconds(), handled);
        add(path, "handling what comes from " + queue, Kind.WORKING, component, judged.sum(window.increase(name + "_sum", "queue", queue)), handled);
    }

    private void stage(List<Leg> path, Component stage) {
        Flow waits = seen.waits(stage);
        Flow work = seen.stage(stage);
        add(path, "waiting for " + stage.stage(), Kind.WAITING, stage, judged.sum(waits.seconds()), judged.sum(waits.count()));
        add(path, stage.stage(), Kind.WORKING, stage, judged.sum(work.seconds()), judged.sum(work.count()));
    }

    private void people(List<Leg> path, String name, String from, String to) {
        String metric = Metric.ORDER_TRANSITION.metricName();
        add(path, name, Kind.PEOPLE, Component.LOAD, judged.sum(window.increase(metric + "_sum", "from", from, "to", to)),
                judged.sum(window.increase(metric + "_count", "from", from, "to", to)));
    }

    private static void add(List<Leg> path, String name, Kind kind, Component component, double seconds, double count) {
        if (count > 0) {
            path.add(new Leg(name, kind, component, seconds / count, count));
        }
    }

    // --- Ports ---

    /** The calls that took most of all the time, out-ports only. */
    public List<PortUse> ports() {
        List<PortUse> ports = new ArrayList<>();
        for (Service service : Service.values()) {
            for (Operation call : seen.operations(service)) {
                double calls = judged.sum(call.flow().count());
                if (calls > 0 && !call.adapter().equals(Operation.APPLICATION)) {
                    double seconds = judged.sum(call.flow().seconds());
                    ports.add(new PortUse(service.job(), call.described(), call.adapter(), calls, seconds / calls, call.flow().usual(),
                            judged.sum(call.flow().failed()), seconds));
                }
            }
        }
        ports.sort(Comparator.comparingDouble((PortUse port) -> -port.seconds()).thenComparing(PortUse::service).thenComparing(PortUse::call));
        return ports;
    }

    // --- USE ---

    public List<Use> use() {
        List<Use> use = new ArrayList<>();
        for (Service service : Service.values()) {
            process(use, service);
        }
        for (Service service : Service.values()) {
            pool(use, service);
        }
        database(use, Component.SHOP_DB);
        database(use, Component.MES_DB);
        broker(use);
        storage(use);
        for (Component stage : Component.stages()) {
            stageUse(use, stage);
        }
        return use;
    }

    private double mean(double[] values) {
        double sum = 0;
        int known = 0;
        for (int i = 0; i < values.length; i++) {
            if (judged.at(i) && !Double.isNaN(values[i])) {
                sum += values[i];
                known++;
            }
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    private void process(List<Use> use, Service service) {
        double[] cpu = window.gauge(Metric.PROCESS_CPU_UTILIZATION.metricName(), Window.JOB, service.job());
        double[] memory = window.gauge(Metric.PROCESS_MEMORY_UTILIZATION.metricName(), Window.JOB, service.job());
        double[] load = window.gauge(Metric.SYSTEM_LOAD_AVERAGE.metricName(), Window.JOB, service.job());
        double[] processors = window.gauge(Metric.JVM_CPU_COUNT.metricName(), Window.JOB, service.job());
        double collecting = judged.sum(window.increase(Metric.JVM_GC_TIME.metricName(), Window.JOB, service.job())) / Math.max(1, window.timeline().seconds());
        double away = seen.down(service).and(judged).count() * window.timeline().stepSeconds();
        use.add(new Use("processor of " + service.job(), mean(cpu), "%s on average, %s at most".formatted(Words.percent(mean(cpu)), Words.percent(judged.max(cpu))),
                "machine's load %.1f on %.0f processors".formatted(judged.max(load), judged.max(processors)), away > 0 ? "away for " + Words.seconds(away) : "",
                judged.max(cpu) > HIGH || away > 0));
        use.add(new Use("memory of " + service.job(), mean(memory), "%s at most".formatted(Words.percent(judged.max(memory))),
                "%s of the time collecting garbage".formatted(Words.percent(collecting)), "", judged.max(memory) > HIGH || collecting > 0.2));
    }

    private void pool(List<Use> use, Service service) {
        double[] used = window.gauge(Metric.DB_CLIENT_CONNECTIONS.metricName(), Window.JOB, service.job(), "state", "used");
        double[] most = window.gauge(Metric.DB_CLIENT_MAX_CONNECTIONS.metricName(), Window.JOB, service.job());
        double[] pending = window.gauge(Metric.DB_CLIENT_PENDING_REQUESTS.metricName(), Window.JOB, service.job());
        double timeouts = judged.sum(window.increase(Metric.DB_CLIENT_TIMEOUTS.metricName(), Window.JOB, service.job()));
        use.add(new Use("connection pool of " + service.job(), mean(used) / judged.max(most), "up to %.0f of %.0f".formatted(judged.max(used), judged.max(most)),
                judged.max(pending) > 0 ? "up to %.0f waited".formatted(judged.max(pending)) : "", timeouts > 0 ? "%.0f got none".formatted(timeouts) : "",
                timeouts > 0 || judged.max(pending) > 0));
    }

    private void database(List<Use> use, Component database) {
        String label = database.label();
        double[] used = window.gauge(Metric.DB_CONNECTIONS.metricName(), "db_instance", label);
        double[] most = window.gauge(Metric.DB_MAX_CONNECTIONS.metricName(), "db_instance", label);
        double[] waits = window.gauge(Metric.DB_LOCK_WAITS.metricName(), "db_instance", label);
        double rolledBack = judged.sum(window.increase(Metric.DB_TRANSACTIONS.metricName(), "db_instance", label, "outcome", "rolled_back"));
        double deadlocks = judged.sum(window.increase(Metric.DB_DEADLOCKS.metricName(), "db_instance", label));
        double transactions = judged.sum(window.increase(Metric.DB_TRANSACTIONS.metricName(), "db_instance", label)) / Math.max(1, window.timeline().seconds());
        use.add(new Use(label, mean(used) / judged.max(most), "%.0f of %.0f connections, %.0f transactions a second".formatted(judged.max(used), judged.max(most), transactions),
                judged.max(waits) > 0 ? "up to %.0f waited for a lock".formatted(judged.max(waits)) : "",
                (rolledBack > 0 ? "%.0f rolled back".formatted(rolledBack) : "") + (deadlocks > 0 ? ", %.0f deadlocks".formatted(deadlocks) : ""),
                judged.max(used) > HIGH * judged.max(most) || deadlocks > 0 || judged.max(waits) > 1));
    }

    private void broker(List<Use> use) {
        double memory = judged.max(window.gauge("rabbitmq_process_resident_memory_bytes")) / judged.max(window.gauge("rabbitmq_resident_memory_limit_bytes"));
        double waiting = 0;
        for (String queue : window.values("rabbitmq_detailed_queue_messages_ready", "queue")) {
            waiting = queue.endsWith(".dlq") ? waiting : Math.max(waiting, judged.max(seen.waiting(queue)));
        }
        double alarms = judged.max(window.gauge(Metric.MESSAGING_BROKER_ALARMS.metricName()));
        double failed = judged.sum(window.increase(Metric.MESSAGING_PUBLISHED.metricName(), "outcome", "failed"))
                + judged.sum(window.increase(Metric.MESSAGING_PUBLISHED.metricName(), "outcome", "unroutable"));
        use.add(new Use("rabbitmq", memory, "%s of its memory".formatted(Words.percent(memory)), "longest queue %.0f messages%s".formatted(waiting, alarms > 0 ? ", alarm raised" : ""),
                failed > 0 ? "%.0f messages not taken".formatted(failed) : "", alarms > 0 || failed > 0));
    }

    private void storage(List<Use> use) {
        String name = Metric.S3_CLIENT_OPERATION_DURATION.metricName();
        double requests = judged.sum(window.increase(name + "_count"));
        double seconds = judged.sum(window.increase(name + "_sum"));
        double failed = judged.sum(window.increase(name + "_count", "outcome", "failed")) + judged.sum(window.increase(name + "_count", "outcome", "refused"));
        use.add(new Use("s3", Double.NaN, "%.1f requests a second".formatted(requests / Math.max(1, window.timeline().seconds())),
                requests > 0 ? "%s for a request".formatted(Words.seconds(seconds / requests)) : "", failed > 0 ? "%.0f failed".formatted(failed) : "", failed > 0));
    }

    private void stageUse(List<Use> use, Component stage) {
        double[] workers = window.gauge(Metric.MES_STAGE_WORKERS.metricName(), "stage", stage.stage());
        Flow work = seen.stage(stage);
        Flow waits = seen.waits(stage);
        // What was worked by what could have been: exact, where the number of busy workers is a look every few seconds.
        double utilisation = judged.sum(work.seconds()) / (mean(workers) * Math.max(1, window.timeline().seconds()));
        double failed = judged.sum(work.failed());
        use.add(new Use(stage.label(), utilisation, "%s of %.0f workers".formatted(Words.percent(utilisation), mean(workers)),
                "%s wait, up to %.0f pieces".formatted(Words.seconds(waits.meanDuring(judged)), judged.max(seen.waiting("conveyor." + stage.stage()))),
                failed > 0 ? "%.0f failed".formatted(failed) : "", utilisation > HIGH || failed > 0));
    }

    // --- Errors ---

    public List<ErrorCause> errors() {
        Map<String, ErrorCause> errors = new TreeMap<>();
        for (Series one : window.all(HTTP + "_count")) {
            String status = one.label("http_response_status_code");
            if (status.startsWith("5") || status.startsWith("4")) {
                note(errors, one.label(Window.JOB), "%s %s answered %s".formatted(one.label("http_request_method"), one.label("http_route"), status), one);
            }
        }
        window.all(Metric.PORT_CALL_DURATION.metricName() + "_count", "outcome", "failed").stream().filter(one -> !one.label("adapter").equals(Operation.APPLICATION))
                .forEach(one -> note(errors, one.label(Window.JOB), "port %s.%s (%s) failed".formatted(one.label("port"), one.label("operation"), one.label("adapter")), one));
        window.all(Metric.MESSAGING_DEAD_LETTERED.metricName())
                .forEach(one -> note(errors, one.label("queue"), "dead letter, %s".formatted(one.label("reason").toLowerCase(Locale.ROOT).replace('_', ' ')), one));
        window.all(Metric.MESSAGING_PROCESS_DURATION.metricName() + "_count", "outcome", "retried").forEach(one -> note(errors, one.label("queue"), "message to be tried again", one));
        window.all(Metric.MES_STAGE_DURATION.metricName() + "_count", "stage", "pricing", "outcome", "refused")
                .forEach(one -> note(errors, "customer-input", "model that can not be made", one));
        window.all(Metric.DB_CLIENT_TIMEOUTS.metricName()).forEach(one -> note(errors, one.label(Window.JOB), "no connection to be had", one));
        window.all(Metric.MESSAGING_PUBLISHED.metricName()).stream().filter(one -> !one.label("outcome").equals("confirmed"))
                .forEach(one -> note(errors, one.label(Window.JOB), "message to %s %s".formatted(one.label("exchange"), one.label("outcome")), one));
        window.all(Metric.TELEMETRY_PROBE_FAILURES.metricName()).forEach(one -> note(errors, one.label(Window.JOB), "probe %s could not read".formatted(one.label("probe")), one));
        return errors.values().stream().sorted(Comparator.comparingDouble((ErrorCause error) -> -error.number()).thenComparing(ErrorCause::where)
                .thenComparing(ErrorCause::what)).toList();
    }

    private void note(Map<String, ErrorCause> errors, String where, String what, Series counter) {
        double number = judged.sum(window.increase(List.of(counter)));
        if (number > 0) {
            errors.merge(where + what, new ErrorCause(where, what, number), (one, other) -> new ErrorCause(where, what, one.number() + other.number()));
        }
    }

    // --- For comparison ---

    /** The same numbers of two windows beside each other; those that one of them does not have are left out. */
    public static List<Compared> compare(Window before, Window now) {
        Map<String, Double> earlier = new Measures(before).numbers();
        Map<String, Double> later = new Measures(now).numbers();
        return later.entrySet().stream().filter(number -> earlier.containsKey(number.getKey()))
                .map(number -> new Compared(number.getKey(), number.getKey().startsWith("time"), earlier.get(number.getKey()), number.getValue())).toList();
    }

    private Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        double minutes = Math.max(1, window.timeline().seconds()) / 60;
        numbers.put("orders placed a minute", orders() / minutes);
        for (Service service : Service.values()) {
            double requests = judged.sum(window.increase(HTTP + "_count", Window.JOB, service.job()));
            double failed = window.all(HTTP + "_count", Window.JOB, service.job()).stream().filter(one -> one.label("http_response_status_code").startsWith("5"))
                    .mapToDouble(one -> judged.sum(window.increase(List.of(one)))).sum();
            if (requests > 0) {
                numbers.put("requests to %s a minute".formatted(service.component()), requests / minutes);
                numbers.put("failed requests to %s a minute".formatted(service.component()), failed / minutes);
                numbers.put("time of a request to %s".formatted(service.component()), judged.sum(window.increase(HTTP + "_sum", Window.JOB, service.job())) / requests);
            }
        }
        String transition = Metric.ORDER_TRANSITION.metricName();
        for (String[] step : new String[][] {{"SUBMITTED", "PRICED"}, {"APPROVED", "IN_PRODUCTION"}, {"IN_PRODUCTION", "PRODUCED"}}) {
            double count = judged.sum(window.increase(transition + "_count", "from", step[0], "to", step[1]));
            if (count > 0) {
                numbers.put("time from %s to %s".formatted(step[0], step[1]), judged.sum(window.increase(transition + "_sum", "from", step[0], "to", step[1])) / count);
            }
        }
        for (Leg leg : path()) {
            if (leg.component().isStage()) {
                numbers.put("time %s%s".formatted(leg.kind() == Kind.WORKING ? "of work at " : "", leg.name()), leg.mean());
            }
        }
        for (Service service : Service.values()) {
            double calls = seen.databaseCalls(service).stream().filter(call -> !call.outer()).mapToDouble(call -> judged.sum(call.flow().count())).sum();
            double seconds = seen.databaseCalls(service).stream().filter(call -> !call.outer()).mapToDouble(call -> judged.sum(call.flow().seconds())).sum();
            if (calls > 0) {
                numbers.put("time of a call of %s by %s".formatted(service.database(), service.job()), seconds / calls);
            }
        }
        String storage = Metric.S3_CLIENT_OPERATION_DURATION.metricName();
        double requests = judged.sum(window.increase(storage + "_count"));
        if (requests > 0) {
            numbers.put("time of a request to s3", judged.sum(window.increase(storage + "_sum")) / requests);
        }
        numbers.put("dead letters", judged.sum(window.increase(Metric.MESSAGING_DEAD_LETTERED.metricName())));
        return numbers;
    }
}
