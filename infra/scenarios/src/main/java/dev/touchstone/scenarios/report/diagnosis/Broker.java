package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.scenarios.report.Component;
import dev.touchstone.scenarios.report.Evidence;
import dev.touchstone.scenarios.report.Evidence.Line;
import dev.touchstone.scenarios.report.Signal;
import dev.touchstone.scenarios.report.window.Mask;
import dev.touchstone.scenarios.report.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The broker, and the relays and consumers that speak with it: what all of them suffer is its fault, what one suffers alone is that one's. */
final class Broker {
    private static final double OLD_SECONDS = 10;
    private static final double IDLE_SECONDS = 25;
    private static final double MANY_DUPLICATES = 0.01;
    private static final double LEAST_DUPLICATES = 5;

    private final Observations seen;
    private final Window window;

    Broker(Observations seen) {
        this.seen = seen;
        this.window = seen.window();
    }

    List<Suspicion> suspicions() {
        List<Suspicion> all = new ArrayList<>();
        alarm(all);
        silence(all);
        outboxes(all);
        unroutable(all);
        withoutConsumers(all);
        duplicates(all);
        return all;
    }

    private void alarm(List<Suspicion> all) {
        for (String alarm : List.of("memory", "disk")) {
            double[] raised = window.gauge(Metric.MESSAGING_BROKER_ALARMS.metricName(), "alarm", alarm);
            double[] own = window.gauge(alarm.equals("disk") ? "rabbitmq_alarms_free_disk_space_watermark" : "rabbitmq_alarms_memory_used_watermark");
            Mask when = window.mask(i -> raised[i] >= 1 || own[i] >= 1).and(window.judged());
            if (!when.isEmpty()) {
                all.add(new Suspicion(Component.RABBITMQ, Signal.ALARM, when, true, 0.95, when.count() * window.timeline().stepSeconds(),
                        "rabbitmq holds publishers back: it is short of " + alarm, List.of(
                        Evidence.plotted(Metric.MESSAGING_BROKER_ALARMS.metricName(), "Its %s alarm was raised for about %.0f s".formatted(alarm, when.count() * window.timeline().stepSeconds()),
                                "", new Line(alarm + " alarm", Arrays.stream(own).allMatch(Double::isNaN) ? raised : own)))));
            }
        }
    }

    /** It is asked for its queues every five seconds over AMQP, and for its state over its management. */
    private void silence(List<Suspicion> all) {
        Mask queues = seen.probeBad(Service.MES, "queues").without(seen.unreliable(Service.MES)).and(window.judged());
        if (queues.count() >= 2 && !seen.brokerDown().intersects(queues.widened(4, 4))) {
            all.add(new Suspicion(Component.RABBITMQ, Signal.UNREACHABLE, queues, true, 0.85, queues.count() * window.timeline().stepSeconds(),
                    "rabbitmq did not answer those who asked for its queues", List.of(
                    Evidence.plotted(Metric.TELEMETRY_PROBE_AGE.metricName(), "The probe \"queues\" of mes-pipeline got no answer", "s",
                            new Line("seconds since it answered", window.gauge(Metric.TELEMETRY_PROBE_AGE.metricName(), "probe", "queues"))))));
        }
    }

    private void outboxes(List<Suspicion> all) {
        Map<Service, Mask> old = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            double[] age = seen.outboxAge(service);
            // What the age says began that long before.
            Mask stalled = window.none();
            for (int i = 0; i < age.length; i++) {
                if (age[i] > OLD_SECONDS) {
                    int from = i - window.timeline().steps(age[i]) + 1;
                    int end = i;
                    stalled = stalled.or(window.mask(j -> j >= from && j <= end));
                }
            }
            stalled = stalled.and(window.judged()).without(seen.down(service));
            if (!stalled.isEmpty()) {
                old.put(service, stalled);
            }
        }
        for (Map.Entry<Service, Mask> entry : old.entrySet()) {
            Service service = entry.getKey();
            Mask stalled = entry.getValue();
            boolean others = old.entrySet().stream().anyMatch(other -> other.getKey() != service && other.getValue().intersects(stalled));
            double[] age = seen.outboxAge(service);
            double[] messages = seen.outbox(service);
            Evidence evidence = Evidence.plotted(Metric.MESSAGING_OUTBOX_OLDEST_AGE.metricName(), "Up to %.0f messages of %s waited to be published, the oldest for %s"
                    .formatted(stalled.max(messages), service.job(), Words.seconds(stalled.max(age))), "s", new Line("oldest message of " + service.job(), age));
            double cost = stalled.sum(messages) * window.timeline().stepSeconds();
            if (others) {
                all.add(new Suspicion(Component.RABBITMQ, Signal.UNREACHABLE, stalled, false, 0.7, cost,
                        "No service gets its messages to rabbitmq", List.of(evidence)));
            } else {
                all.add(new Suspicion(service.component(), Signal.OUTBOX, stalled, false, 0.75, cost,
                        "%s leaves its messages in the outbox; the broker takes those of the others".formatted(service.job()), List.of(evidence)));
            }
        }
    }

    private void unroutable(List<Suspicion> all) {
        double[] back = window.increase(Metric.MESSAGING_PUBLISHED.metricName(), "outcome", "unroutable");
        Mask when = window.mask(i -> back[i] > 0.5).and(window.judged());
        if (when.sum(back) >= 2) {
            all.add(new Suspicion(Component.RABBITMQ, Signal.UNROUTABLE, when, true, 0.9, when.sum(back) * window.timeline().stepSeconds(),
                    "rabbitmq had no queue for what was published", List.of(
                    Evidence.plotted(Metric.MESSAGING_PUBLISHED.metricName(), "%.0f messages came back as unroutable; they stay in the outbox and are tried again".formatted(when.sum(back)),
                            "", new Line("unroutable", back)))));
        }
    }

    private void withoutConsumers(List<Suspicion> all) {
        for (Service service : Service.values()) {
            for (String queue : service.queues()) {
                withoutConsumers(queue, service, service.component(), all);
            }
        }
        for (Component stage : Component.stages()) {
            withoutConsumers("conveyor." + stage.stage(), Service.MES, stage, all);
        }
    }

    private void withoutConsumers(String queue, Service service, Component component, List<Suspicion> all) {
        double[] consumers = window.gauge(Metric.MESSAGING_QUEUE_CONSUMERS.metricName(), "queue", queue);
        Mask away = seen.unreliable(service).or(seen.brokerDown().widened(2, window.timeline().steps(20)));
        Mask none = window.mask(i -> consumers[i] == 0).without(away).and(window.judged()).steady(3, 1);
        idle(queue, component, away, all);
        if (!none.isEmpty()) {
            all.add(new Suspicion(component, Signal.NO_CONSUMERS, none, true, 0.85, none.count() * window.timeline().stepSeconds(),
                    "Nobody takes work from the queue " + queue, List.of(
                    Evidence.plotted(Metric.MESSAGING_QUEUE_CONSUMERS.metricName(), "%s is there, but its queue %s had no consumer for about %.0f s"
                                    .formatted(service.job(), queue, none.count() * window.timeline().stepSeconds()), "",
                            new Line("consumers", consumers), new Line("messages that wait", seen.waiting(queue))))));
        }
    }

    /** Messages lie there and consumers are subscribed, but none of them is at work: the broker waits for answers that nobody will give. */
    private void idle(String queue, Component component, Mask away, List<Suspicion> all) {
        double[] ready = seen.waiting(queue);
        double[] held = window.gauge(Metric.MESSAGING_QUEUE_MESSAGES.metricName(), "queue", queue, "state", "unacknowledged");
        double[] handled = seen.handling(queue).count();
        double[] busy = component.isStage() ? window.gauge(Metric.MES_STAGE_BUSY_WORKERS.metricName(), "stage", component.stage()) : new double[window.size()];
        Mask idle = window.mask(i -> ready[i] >= 1 && held[i] >= 1 && handled[i] < 0.5 && busy[i] < 0.5).without(away).and(window.judged())
                .steady(window.timeline().steps(IDLE_SECONDS), 0);
        if (!idle.isEmpty()) {
            all.add(new Suspicion(component, Signal.NO_CONSUMERS, idle, false, 0.7, idle.sum(ready) * window.timeline().stepSeconds(),
                    "Nobody works on what lies in the queue " + queue, List.of(
                    Evidence.plotted(Metric.MESSAGING_QUEUE_MESSAGES.metricName(), "%.0f messages were handed out, up to %.0f waited behind them, and for %s none was finished or in work"
                                    .formatted(idle.max(held), idle.max(ready), Words.seconds(idle.count() * window.timeline().stepSeconds())), "",
                            new Line("handed out", held), new Line("waiting", ready), new Line("finished", handled)))));
        }
    }

    private void duplicates(List<Suspicion> all) {
        String name = Metric.MESSAGING_PROCESS_DURATION.metricName() + "_count";
        double[] doubled = window.increase(name, "outcome", "duplicate");
        double[] handled = window.increase(name);
        Mask judged = window.judged();
        double number = judged.sum(doubled);
        if (number >= LEAST_DUPLICATES && number > MANY_DUPLICATES * judged.sum(handled)) {
            Mask when = window.mask(i -> doubled[i] > 0.5).and(judged);
            all.add(new Suspicion(Component.RABBITMQ, Signal.DUPLICATES, when, true, 0.6, 0,
                    "%s of the messages came twice; none had its effect twice".formatted(Words.percent(number / judged.sum(handled))), List.of(
                    Evidence.plotted(Metric.MESSAGING_PROCESS_DURATION.metricName(), "%.0f messages were known to the inbox already".formatted(number), "",
                            new Line("duplicates", doubled)))));
        }
    }
}
