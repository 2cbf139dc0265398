package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.scenarios.report.Component;
import dev.touchstone.scenarios.report.Signal;
import dev.touchstone.scenarios.report.window.Mask;
import dev.touchstone.scenarios.report.window.Series;
import dev.touchstone.scenarios.report.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the business feels, wherever it shows: requests that took longer or failed or never came in, messages that lay, pieces that
 * waited. The number of messages in a queue, summed over time, is the time that they waited in it (Little's law), also for those that
 * still do.
 */
final class Symptoms {
    private static final double REQUEST_LAG_SECONDS = 30;
    private static final double QUEUE_LAG_SECONDS = 90;

    private static final double USUAL_OUTBOX_SECONDS = 2;
    private static final Set<Signal> DELAYS = EnumSet.of(Signal.HEAVY_MODELS);
    static final String REJECTED = "rejected models";

    private final Observations seen;
    private final Window window;

    Symptoms(Observations seen) {
        this.seen = seen;
        this.window = seen.window();
    }

    List<Symptom> all() {
        List<Symptom> all = new ArrayList<>();
        for (Service service : Service.values()) {
            requests(service, all);
            hanging(service, all);
            away(service, all);
            calls(service, all);
            outbox(service, all);
            for (String queue : service.queues()) {
                queue(queue, EnumSet.copyOf(causes(service)), all);
            }
        }
        for (Component stage : Component.stages()) {
            Set<Component> causes = EnumSet.copyOf(causes(Service.MES));
            causes.add(stage);
            causes.add(Component.S3);
            causes.add(Component.CUSTOMER_INPUT);
            queue("conveyor." + stage.stage(), causes, all);
        }
        rejected(all);
        return all;
    }

    private static Set<Component> causes(Service service) {
        return EnumSet.of(service.component(), service.database(), Component.RABBITMQ, Component.LOAD);
    }

    private double[] judged(double[] values) {
        Mask judged = window.judged().without(seen.blind());
        double[] kept = new double[values.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = judged.at(i) && !Double.isNaN(values[i]) ? values[i] : 0;
        }
        return kept;
    }

    private void requests(Service service, List<Symptom> all) {
        Set<Component> causes = EnumSet.of(service.component(), service.database(), Component.LOAD);
        for (Map.Entry<String, Flow> route : seen.requests(service).entrySet()) {
            Set<Component> also = EnumSet.copyOf(causes);
            if (service != Service.CRM && (route.getKey().matches(".*/(models|scan|model|toolpath)"))) {
                also.add(Component.S3);
                also.add(Component.CUSTOMER_INPUT);
            }
            all.add(new Symptom(route.getKey(), also, DELAYS, judged(route.getValue().excess()), judged(route.getValue().failed()), Symptom.FAILURE_SECONDS, window.timeline().steps(REQUEST_LAG_SECONDS)));
        }
    }

    /** Requests that are under way moment after moment: those that hang are in no duration yet. */
    private void hanging(Service service, List<Symptom> all) {
        double[] active = window.gauge(Metric.HTTP_SERVER_ACTIVE_REQUESTS.metricName(), Window.JOB, service.job());
        Mask lasting = window.mask(i -> active[i] >= 1).steady(window.timeline().steps(REQUEST_LAG_SECONDS), 0);
        double[] beyond = beyondUsual(active);
        for (int i = 0; i < beyond.length; i++) {
            beyond[i] = lasting.at(i) ? beyond[i] : 0;
        }
        Set<Component> causes = EnumSet.of(service.component(), service.database(), Component.LOAD);
        if (service != Service.CRM) {
            causes.add(Component.S3);
        }
        all.add(new Symptom("requests under way at " + service.job(), causes, DELAYS, judged(beyond), new double[window.size()], Symptom.FAILURE_SECONDS,
                window.timeline().steps(REQUEST_LAG_SECONDS)));
    }

    /**
     * What is done for messages is late by what its calls lose, which is little beside the work itself and yet a delay of the order; and
     * calls that do not come back are in no duration at all.
     */
    private void calls(Service service, List<Symptom> all) {
        double[] told = new double[window.size()];
        seen.requests(service).values().forEach(flow -> add(told, flow.excess()));
        List<String> queues = new ArrayList<>(service.queues());
        if (service == Service.MES) {
            Component.stages().forEach(stage -> queues.add("conveyor." + stage.stage()));
        }
        queues.forEach(queue -> add(told, seen.handling(queue).excess()));
        for (boolean storage : new boolean[] {false, true}) {
            double[] lost = new double[window.size()];
            for (Operation call : seen.operations(service)) {
                if (storage ? call.askStorage() : call.askDatabase()) {
                    Mask hanging = call.hanging();
                    double[] excess = call.flow().excess();
                    for (int i = 0; i < lost.length; i++) {
                        lost[i] += (call.holdsWork() ? 0 : excess[i]) + (hanging.at(i) ? call.active()[i] * window.timeline().stepSeconds() : 0);
                    }
                }
            }
            for (int i = 0; i < lost.length; i++) {
                lost[i] = Math.max(0, lost[i] - told[i]);
            }
            all.add(new Symptom("calls of " + (storage ? Component.S3 : service.database()) + " by " + service.job(),
                    EnumSet.of(service.component(), storage ? Component.S3 : service.database(), Component.LOAD), DELAYS, judged(lost), new double[window.size()],
                    Symptom.FAILURE_SECONDS, window.timeline().steps(REQUEST_LAG_SECONDS)));
        }
    }

    private static void add(double[] sum, double[] more) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
    }

    /** Requests that a service would have got while it was away: nobody counted them, but they had to be made again. */
    private void away(Service service, List<Symptom> all) {
        double[] begun = window.increase(Metric.HTTP_SERVER_REQUEST_DURATION.metricName() + "_count", Window.JOB, service.job(), "http_request_method", "POST");
        Mask known = window.mask(i -> true).without(seen.down(service)).without(seen.blind());
        double usual = known.isEmpty() ? 0 : known.sum(begun) / known.count();
        double[] missed = new double[window.size()];
        for (int i = 0; i < missed.length; i++) {
            missed[i] = seen.down(service).at(i) ? usual : 0;
        }
        all.add(new Symptom("requests that " + service.job() + " did not get", EnumSet.of(service.component()), DELAYS, new double[window.size()], judged(missed), Symptom.FAILURE_SECONDS, 1));
    }

    private void outbox(Service service, List<Symptom> all) {
        double[] waiting = beyondUsual(seen.outbox(service));
        double[] age = seen.outboxAge(service);
        for (int i = 0; i < waiting.length; i++) {
            // A look every few seconds sees now and then what has just been put there.
            waiting[i] = age[i] > USUAL_OUTBOX_SECONDS ? waiting[i] : 0;
        }
        all.add(new Symptom("outbox of " + service.job(), causes(service), DELAYS, judged(waiting), new double[window.size()],
                Symptom.FAILURE_SECONDS, window.timeline().steps(QUEUE_LAG_SECONDS)));
    }

    private void queue(String queue, Set<Component> causes, List<Symptom> all) {
        double[] waiting = beyondUsual(seen.waiting(queue));
        double[] retried = beyondUsual(seen.waiting(queue + ".retry"));
        List<Series> exhausted = window.all(Metric.MESSAGING_DEAD_LETTERED.metricName(), "queue", queue);
        double[] given = window.increase(exhausted);
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] += retried[i];
        }
        causes.add(Component.CUSTOMER_INPUT);
        all.add(new Symptom("queue " + queue, causes, DELAYS, judged(waiting), new double[window.size()], Symptom.FAILURE_SECONDS, window.timeline().steps(QUEUE_LAG_SECONDS)));
        all.add(new Symptom("dead letters of " + queue, causes, EnumSet.of(Signal.BAD_MESSAGES), new double[window.size()], judged(given), Symptom.FAILURE_SECONDS, window.timeline().steps(QUEUE_LAG_SECONDS)));
        all.add(new Symptom("work on what comes from " + queue, causes, DELAYS, judged(seen.handling(queue).excess()), new double[window.size()], Symptom.FAILURE_SECONDS, window.timeline().steps(REQUEST_LAG_SECONDS)));
    }

    /** Of a number that is there at each moment, the seconds beyond those that are usual. */
    private double[] beyondUsual(double[] numbers) {
        double[] known = Arrays.stream(numbers).filter(value -> !Double.isNaN(value)).sorted().toArray();
        double usual = known.length == 0 ? 0 : known[(int) (0.3 * known.length)];
        double[] beyond = new double[numbers.length];
        for (int i = 0; i < beyond.length; i++) {
            double more = numbers[i] - usual;
            beyond[i] = more > 0 ? more * window.timeline().stepSeconds() : 0;
        }
        return beyond;
    }

    /** Without a cause that says so it is no symptom: who sends what can not be made is served as well as can be. */
    private void rejected(List<Symptom> all) {
        double[] refused = window.increase(Metric.MES_STAGE_DURATION.metricName() + "_count", "stage", "pricing", "outcome", "refused");
        all.add(new Symptom(REJECTED, EnumSet.of(Component.CUSTOMER_INPUT), EnumSet.of(Signal.REJECTED), new double[window.size()], judged(refused), Symptom.REFUSAL_SECONDS, 1));
    }
}
