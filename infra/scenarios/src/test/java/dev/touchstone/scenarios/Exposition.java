package dev.touchstone.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observability.catalog.Instrument;
import dev.touchstone.observability.catalog.Metric;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one service shows to a scrape. */
final class Exposition {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*)})? \\S.*");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern DESCRIPTION = Pattern.compile("# (TYPE|UNIT) (\\S+) (\\S+)");

    private final URI metrics;
    private final HttpClient http;

    /** A metric as a scrape tells of it: all that the catalogue says in advance. */
    record Family(String name, String type, String unit, Set<String> labels) implements Comparable<Family> {
        static Family of(Metric metric) {
            return new Family(metric.metricName(), metric.instrument().name().toLowerCase(), metric.unit().suffix(), new TreeSet<>(metric.labelKeys()));
        }

        @Override
        public int compareTo(Family other) {
            return Comparator.comparing(Family::toString).compare(this, other);
        }
    }

    /** @param observe address of the service's second socket */
    Exposition(URI observe, HttpClient http) {
        this.metrics = observe.resolve("/metrics");
        this.http = http;
    }

    /** In Prometheus' older text format, which promtool reads. */
    String text() throws IOException, InterruptedException {
        return scrape("text/plain");
    }

    /** Of every family that has a series now. A family whose series differ in their label keys is there once for each kind. */
    Set<Family> families() throws IOException, InterruptedException {
        Map<String, String> types = new HashMap<>();
        Map<String, String> units = new HashMap<>();
        Set<Family> families = new TreeSet<>();
        for (String line : scrape("application/openmetrics-text").split("\n")) {
            Matcher description = DESCRIPTION.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (description.matches()) {
                (description.group(1).equals("TYPE") ? types : units).put(description.group(2), description.group(3));
            } else if (!line.startsWith("#")) {
                assertThat(sample.matches()).as(line).isTrue();
                String base = sample.group(1).replaceFirst("_(total|bucket|sum|count)$", "");
                // The format names a counter without its suffix; a gauge may end like a part of a histogram.
                String described = types.containsKey(sample.group(1)) ? sample.group(1) : base;
                String type = types.get(described);
                families.add(new Family(type.equals("counter") ? described + "_total" : described, type, units.getOrDefault(described, ""),
                        labels(sample.group(2), type)));
            }
        }
        return families;
    }

    private static Set<String> labels(String braces, String type) {
        if (braces == null) {
            return Set.of();
        }
        return LABEL.matcher(braces).results().map(label -> label.group(1))
                .filter(key -> !(type.equals(Instrument.HISTOGRAM.name().toLowerCase()) && key.equals("le")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String scrape(String format) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(metrics).header("Accept", format).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
