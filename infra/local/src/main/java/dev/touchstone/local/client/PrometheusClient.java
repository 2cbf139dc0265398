package dev.touchstone.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prometheus' own HTTP API, as far as the suite reads it. */
public final class PrometheusClient {

    private final Api prometheus;

    PrometheusClient(Api prometheus) {
        this.prometheus = prometheus;
    }

    /** One series' latest value; labels are sorted by name. */
    public record Sample(Map<String, String> labels, double value) {

        /** The label's value, empty when the series does not have it. */
        public String label(String name) {
            return labels.getOrDefault(name, "");
        }
    }

    /**
     * Something that Prometheus scrapes.
     *
     * @param health    up, down or unknown (not scraped yet)
     * @param lastError empty when the last scrape succeeded
     */
    public record Target(String job, String address, String health, String lastError) {

        public boolean up() {
            return health.equals("up");
        }
    }

    /**
     * A recording rule.
     *
     * @param health    ok, err or unknown (not evaluated yet)
     * @param lastError empty when the last evaluation succeeded
     */
    public record Rule(String record, String health, String lastError) {
    }

    /**
     * An alert whose condition holds.
     *
     * @param labels  those of the series and of the rule; {@code alertname}, {@code severity} and {@code component} are always there
     * @param firing  false while it has to hold for longer
     * @param summary what is wrong, in one line
     */
    public record Alert(Map<String, String> labels, boolean firing, String summary) {

        public String name() {
            return labels.get("alertname");
        }
    }

    /** Evaluates an expression that gives a vector or a scalar, now. */
    public List<Sample> query(String expression) {
        JsonNode data = prometheus.get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .required("data");
        if (data.path("resultType").asText().equals("scalar")) {
            return List.of(new Sample(Map.of(), value(data.required("result"))));
        }
        List<Sample> samples = new ArrayList<>();
        for (JsonNode series : data.required("result")) {
            samples.add(new Sample(labels(series.path("metric")), value(series.required("value"))));
        }
        return samples;
    }

    /** A value is a pair of time and text, so that NaN and infinities can be told. */
    private static double value(JsonNode pair) {
        return switch (pair.required(1).asText()) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case String number -> Double.parseDouble(number);
        };
    }

    /**
     * One series over time.
     *
     * @param values one for each step from the first moment on; NaN where the series had none
     */
    public record Track(Map<String, String> labels, double[] values) {
    }

    /** Evaluates an expression at each step from {@code from} to {@code to}, both of them included. */
    public List<Track> range(String expression, Instant from, Instant to, Duration step) {
        double seconds = step.toMillis() / 1_000.0;
        double start = from.toEpochMilli() / 1_000.0;
        int size = (int) Math.floorDiv(Duration.between(from, to).toMillis(), step.toMillis()) + 1;
        JsonNode data = prometheus.get("/api/v1/query_range?query=%s&start=%.3f&end=%.3f&step=%.3f".formatted(
                URLEncoder.encode(expression, StandardCharsets.UTF_8), start, to.toEpochMilli() / 1_000.0, seconds)).required("data");
        List<Track> tracks = new ArrayList<>();
        for (JsonNode series : data.required("result")) {
            double[] values = new double[size];
            Arrays.fill(values, Double.NaN);
            for (JsonNode pair : series.path("values")) {
                int index = (int) Math.round((pair.required(0).asDouble() - start) / seconds);
                if (index >= 0 && index < size) {
                    values[index] = value(pair);
                }
            }
            tracks.add(new Track(labels(series.path("metric")), values));
        }
        return tracks;
    }

    /**
     * A single observation that a histogram has kept as an example.
     *
     * @param series labels of the histogram's series
     * @param trace  id of the trace that it was observed in; empty when it carries none
     */
    public record Exemplar(Map<String, String> series, String trace, double value, Instant at) {
    }

    /** The examples of the series that an expression names. */
    public List<Exemplar> exemplars(String expression, Instant from, Instant to) {
        JsonNode data = prometheus.get("/api/v1/query_exemplars?query=%s&start=%.3f&end=%.3f".formatted(
                URLEncoder.encode(expression, StandardCharsets.UTF_8), from.toEpochMilli() / 1_000.0, to.toEpochMilli() / 1_000.0)).required("data");
        List<Exemplar> exemplars = new ArrayList<>();
        for (JsonNode series : data) {
            Map<String, String> labels = labels(series.path("seriesLabels"));
            for (JsonNode one : series.path("exemplars")) {
                exemplars.add(new Exemplar(labels, one.path("labels").path("trace_id").asText(), one.path("value").asDouble(),
                        Instant.ofEpochMilli(Math.round(one.path("timestamp").asDouble() * 1_000))));
            }
        }
        return exemplars;
    }

    private static Map<String, String> labels(JsonNode metric) {
        Map<String, String> labels = new TreeMap<>();
        metric.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    public List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (JsonNode target : prometheus.get("/api/v1/targets?state=active").required("data").required("activeTargets")) {
            targets.add(new Target(target.path("labels").path("job").asText(), target.path("scrapeUrl").asText(),
                    target.path("health").asText(), target.path("lastError").asText()));
        }
        return targets;
    }

    /** The recording rules that it has loaded; a record may have several. */
    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode group : prometheus.get("/api/v1/rules?type=record").required("data").required("groups")) {
            for (JsonNode rule : group.required("rules")) {
                rules.add(new Rule(rule.path("name").asText(), rule.path("health").asText(), rule.path("lastError").asText()));
            }
        }
        return rules;
    }

    /** Those that fire and those that may soon, in no particular order. */
    public List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        for (JsonNode alert : prometheus.get("/api/v1/alerts").required("data").required("alerts")) {
            Map<String, String> labels = new TreeMap<>();
            alert.required("labels").properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
            alerts.add(new Alert(labels, alert.path("state").asText().equals("firing"), alert.path("annotations").path("summary").asText()));
        }
        return alerts;
    }
}
