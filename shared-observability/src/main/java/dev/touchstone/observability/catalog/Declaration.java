package dev.touchstone.observability.catalog;

import java.util.List;

/** What a {@link Metric} says of itself; built once, in the catalogue. */
record Declaration(
        String name,
        Instrument instrument,
        Unit unit,
        List<Label> labels,
        int bound,
        List<Double> buckets,
        List<Approach> approaches,
        List<Integer> plan,
        String help) {

    static Declaration counter(String name, Unit unit) {
        return new Declaration(name, Instrument.COUNTER, unit, List.of(), 1, List.of(), List.of(), List.of(), "");
    }

    static Declaration gauge(String name, Unit unit) {
        return new Declaration(name, Instrument.GAUGE, unit, List.of(), 1, List.of(), List.of(), List.of(), "");
    }

    static Declaration histogram(String name, List<Double> buckets) {
        return new Declaration(name, Instrument.HISTOGRAM, Unit.SECONDS, List.of(), 1, buckets, List.of(), List.of(), "");
    }

    /** @param bound the most label combinations that one service may expose */
    Declaration by(int bound, Label... labels) {
        return new Declaration(name, instrument, unit, List.of(labels), bound, buckets, approaches, plan, help);
    }

    Declaration serves(Approach... approaches) {
        return new Declaration(name, instrument, unit, labels, bound, buckets, List.of(approaches), plan, help);
    }

    Declaration plan(Integer... numbers) {
        return new Declaration(name, instrument, unit, labels, bound, buckets, approaches, List.of(numbers), help);
    }

    Declaration help(String help) {
        return new Declaration(name, instrument, unit, labels, bound, buckets, approaches, plan, help);
    }
}
