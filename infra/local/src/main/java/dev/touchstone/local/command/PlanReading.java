package dev.touchstone.local.command;

import dev.touchstone.local.client.PrometheusClient;
import dev.touchstone.local.client.PrometheusClient.Sample;
import dev.touchstone.observability.catalog.PlanMetric;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Prometheus holds of one number of the monitoring plan.
 *
 * @param series the heaviest first, without the name of the record among their labels; empty when there is none
 */
record PlanReading(PlanMetric metric, List<Sample> series) {

    /** Of all records in one question, so that the numbers belong to the same moment. */
    private static final String ALL_RECORDS = "{__name__=~\"plan:m[0-9]+_.+\"}";
    private static final String NAME = "__name__";
    /** Java takes what is not a number for the largest of all; nothing is less heavy. */
    private static final Comparator<Sample> HEAVIEST_FIRST = Comparator
            .<Sample>comparingDouble(sample -> Double.isNaN(sample.value()) ? Double.NEGATIVE_INFINITY : sample.value()).reversed()
            .thenComparing(sample -> sample.labels().toString());

    /** The 28, in the order of the plan. */
    static List<PlanReading> all(PrometheusClient prometheus) {
        Map<String, List<Sample>> byRecord = prometheus.query(ALL_RECORDS).stream()
                .collect(Collectors.groupingBy(sample -> sample.label(NAME)));
        return Stream.of(PlanMetric.values())
                .map(metric -> new PlanReading(metric, byRecord.getOrDefault(metric.record(), List.of()).stream()
                        .map(PlanReading::unnamed).sorted(HEAVIEST_FIRST).toList()))
                .toList();
    }

    private static Sample unnamed(Sample sample) {
        Map<String, String> labels = new TreeMap<>(sample.labels());
        labels.remove(NAME);
        return new Sample(labels, sample.value());
    }

    static List<PlanMetric> missing(List<PlanReading> readings) {
        return readings.stream().filter(reading -> reading.series().isEmpty()).map(PlanReading::metric).toList();
    }

    /** The labels of the plan, then those that only tell replicas apart, when there are any to tell. */
    List<String> labelKeys() {
        Stream<String> others = series.size() < 2 ? Stream.empty()
                : series.stream().flatMap(sample -> sample.labels().keySet().stream()).sorted();
        return Stream.concat(metric.labelKeys().stream(), others).distinct().toList();
    }
}
