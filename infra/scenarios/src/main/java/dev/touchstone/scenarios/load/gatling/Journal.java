package dev.touchstone.scenarios.load.gatling;

import dev.touchstone.observability.catalog.Objective;
import dev.touchstone.scenarios.load.Result;
import dev.touchstone.scenarios.load.Result.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Writes down what people meet, and holds it against the objectives. Safe for many threads. */
final class Journal {

    /** What is counted of orders, in the order in which it is told. */
    enum Outcome {
        CUSTOMERS("customers came"), ATTEMPTED("orders attempted"), PLACED("orders acknowledged"), PRICED("priced"),
        REJECTED("rejected, as they had to be"), MISJUDGED("judged wrongly by the conveyor"), ACCEPTED("accepted"),
        CANCELLED("cancelled by the customer"), PRODUCED("produced"), APPROVED("approved by managers"), CLOSED("shipped and closed by managers"),
        LOST("not found any more"), UNATTENDED("left to lie for too long"), UNFINISHED("still under way when the run ended");

        private final String meaning;

        Outcome(String meaning) {
            this.meaning = meaning;
        }
    }

    /** What a customer waits for. */
    enum Wait {
        PRICE(Objective.PRICE_SHOWN),
        /** For a manager, whose time is no machine's. */
        APPROVAL(null),
        PIECE(Objective.ORDER_LEAD_TIME);

        private final Objective objective;

        Wait(Objective objective) {
            this.objective = objective;
        }
    }

    private record Waiting(Wait what, long sinceNanos) {
    }

    private final Instant begun = Instant.now();
    private final long warmUpNanos;
    private final AtomicLong firstAnswer = new AtomicLong();
    private final Map<Call, Times> times = new EnumMap<>(Call.class);
    private final Map<Call, Times> timesWhenWarm = new EnumMap<>(Call.class);
    private final Map<Call, Map<Integer, LongAdder>> statuses = new EnumMap<>(Call.class);
    private final Map<String, LongAdder> unexpected = new ConcurrentSkipListMap<>();
    private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Objective, Times> waits = new EnumMap<>(Objective.class);
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicLong answers = new AtomicLong();

    /** @param warmUp from the first answer on, so long answers are not held against the latency objectives */
    Journal(Duration warmUp) {
        warmUpNanos = warmUp.toNanos();
        for (Call call : Call.values()) {
            times.put(call, new Times());
            timesWhenWarm.put(call, new Times());
            statuses.put(call, new ConcurrentHashMap<>());
        }
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
        for (Wait wait : Wait.values()) {
            if (wait.objective != null) {
                waits.put(wait.objective, new Times());
            }
        }
    }

    void count(Outcome outcome) {
        outcomes.get(outcome).increment();
    }

    long counted(Outcome outcome) {
        return outcomes.get(outcome).sum();
    }

    /** An answer with a status; how long a failure took is of no interest. */
    void answered(Call call, int status, int millis) {
        if (status < 500) {
            times.get(call).add(millis);
            if (warm()) {
                timesWhenWarm.get(call).add(millis);
            }
        }
        note(call, status);
    }

    private boolean warm() {
        long now = System.nanoTime();
        firstAnswer.compareAndSet(0, now);
        return now - firstAnswer.get() >= warmUpNanos;
    }

    /** The connection was refused, broken or silent for too long. */
    void unanswered(Call call) {
        note(call, 0);
    }

    private void note(Call call, int status) {
        answers.incrementAndGet();
        statuses.get(call).computeIfAbsent(status, any -> new LongAdder()).increment();
        if (status != 0 && status < 500 && !call.right().contains(status)) {
            unexpected.computeIfAbsent("%s: %d".formatted(call.title(), status), any -> new LongAdder()).increment();
        }
    }

    long requests() {
        return answers.get();
    }

    long failedRequests() {
        return statuses.values().stream().flatMap(byStatus -> byStatus.entrySet().stream())
                .filter(status -> status.getKey() == 0 || status.getKey() >= 500).mapToLong(status -> status.getValue().sum()).sum();
    }

    /** From now on, the order's customer waits for that, and for nothing else. */
    void waits(String order, Wait what) {
        waiting.put(order, new Waiting(what, System.nanoTime()));
    }

    /** The order's customer waits for nothing any more. */
    void waitsNoMore(String order) {
        waiting.remove(order);
    }

    /** Something that the objective counts has taken so long. */
    void took(Objective objective, Duration time) {
        waits.get(objective).add(time.toMillis());
    }

    /** What the wait has lasted so far. */
    Duration waited(String order) {
        Waiting since = waiting.get(order);
        return since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since.sinceNanos());
    }

    /** Orders whose customer is still waiting are judged by how long they have been. */
    Result close() {
        Map<Objective, Events> stillWaiting = new EnumMap<>(Objective.class);
        waiting.values().forEach(one -> {
            Duration waited = Duration.ofNanos(System.nanoTime() - one.sinceNanos());
            count(Outcome.UNFINISHED);
            if (one.what().objective != null) {
                // Within the threshold nobody knows yet how it will end, and nothing is held against the suite.
                if (exceeds(waited, one.what().objective)) {
                    stillWaiting.merge(one.what().objective, new Events(0, 1), Events::plus);
                }
                if (exceeds(waited, Objective.NO_ORDER_LOST)) {
                    count(Outcome.UNATTENDED);
                }
            }
        });
        Map<String, Events> objectives = new TreeMap<>();
        for (Objective objective : Objective.values()) {
            objectives.put(objective.objectiveName(), events(objective).plus(stillWaiting.getOrDefault(objective, Events.NONE)));
        }
        Map<String, Long> told = new LinkedHashMap<>();
        outcomes.forEach((outcome, count) -> told.put(outcome.meaning, count.sum()));
        return new Result(begun, Instant.now(), calls(),
                unexpected.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum(), Long::sum, TreeMap::new)),
                counted(Outcome.MISJUDGED), told, objectives);
    }

    private static boolean exceeds(Duration waited, Objective objective) {
        return waited.compareTo(objective.threshold().orElseThrow()) > 0;
    }

    private Events events(Objective objective) {
        return switch (objective) {
            case SHOP_API_AVAILABILITY -> available("shop-api");
            case SHOP_API_LATENCY -> quick("shop-api", objective);
            case CRM_API_AVAILABILITY -> available("crm-api");
            case CRM_API_LATENCY -> quick("crm-api", objective);
            case MES_API_AVAILABILITY -> available("mes-pipeline");
            case MES_API_LATENCY -> quick("mes-pipeline", objective);
            case PRICE_SHOWN, ORDER_LEAD_TIME -> {
                Times taken = waits.get(objective);
                yield new Events(taken.within(objective.threshold().orElseThrow().toMillis()), taken.count());
            }
            case NO_ORDER_LOST -> {
                long placed = counted(Outcome.PLACED);
                yield new Events(placed - counted(Outcome.LOST) - counted(Outcome.UNATTENDED), placed);
            }
        };
    }

    private Events available(String service) {
        Events all = Events.NONE;
        for (Result.Call call : calls()) {
            if (call.service().equals(service)) {
                all = all.plus(new Events(call.count() - call.failed(), call.count()));
            }
        }
        return all;
    }

    /** Failed requests count for availability alone. */
    private Events quick(String service, Objective objective) {
        Events all = Events.NONE;
        for (Call call : Call.values()) {
            if (call.service().equals(service)) {
                Duration threshold = (Objective.isTransfer(call.route()) ? objective.transferThreshold() : objective.threshold()).orElseThrow();
                Times taken = timesWhenWarm.get(call);
                all = all.plus(new Events(taken.within(threshold.toMillis()), taken.count()));
            }
        }
        return all;
    }

    private List<Result.Call> calls() {
        List<Result.Call> calls = new ArrayList<>();
        for (Call call : Call.values()) {
            Map<Integer, Long> counts = new TreeMap<>();
            statuses.get(call).forEach((status, count) -> counts.put(status, count.sum()));
            long count = counts.values().stream().mapToLong(Long::longValue).sum();
            if (count > 0) {
                Times taken = times.get(call);
                calls.add(new Result.Call(call.service(), call.method(), call.route(), count, counts,
                        taken.percentile(0.5), taken.percentile(0.95), taken.percentile(0.99), taken.percentile(1)));
            }
        }
        return calls;
    }
}
