package dev.touchstone.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /** Evaluates an expression that gives a vector or a scalar, now. */
    public List<Sample> query(String expression) {
        JsonNode data = prometheus.get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .required("data");
        if (data.path("resultType").asText().equals("scalar")) {
            return List.of(new Sample(Map.of(), value(data.required("result"))));
        }
        List<Sample> samples = new ArrayList<>();
        for (JsonNode series : data.required("result")) {
            Map<String, String> labels = new TreeMap<>();
            series.path("metric").properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
            samples.add(new Sample(labels, value(series.required("value"))));
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
}
