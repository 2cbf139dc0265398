package dev.touchstone.scenarios.report;

import dev.touchstone.local.client.PrometheusClient;
import dev.touchstone.local.client.PrometheusClient.Exemplar;
import dev.touchstone.local.client.PrometheusClient.Track;
import dev.touchstone.local.client.SuiteFailure;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.catalog.Objective;
import dev.touchstone.scenarios.report.Report.Comparison;
import dev.touchstone.scenarios.report.Report.Promise;
import dev.touchstone.scenarios.report.Report.TraceExample;
import dev.touchstone.scenarios.report.diagnosis.Diagnosis;
import dev.touchstone.scenarios.report.diagnosis.Measures;
import dev.touchstone.scenarios.report.window.PrometheusWindow;
import dev.touchstone.scenarios.report.window.Timeline;
import dev.touchstone.scenarios.report.window.Window;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a report of a running suite from its Prometheus. */
public final class Investigation {
    /** How far before a window to look for what is usual. */
    private static final Duration EARLIER = Duration.ofMinutes(10);
    private static final int TRACES = 6;

    private final PrometheusClient prometheus;
    private final Optional<URI> traces;
    private final Clock clock;

    /** @param traces address of the tracing system's pages; empty when it does not run */
    public Investigation(PrometheusClient prometheus, Optional<URI> traces, Clock clock) {
        this.prometheus = prometheus;
        this.traces = traces;
        this.clock = clock;
    }

    /** A time from one moment to another. */
    public record Span(Instant from, Instant to) {
        public Span {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("a report needs a time that begins before it ends");
            }
        }
    }

    /**
     * @param compared an earlier time, to be set beside it
     * @throws SuiteFailure when Prometheus does not answer
     */
    public Report of(Span span, Optional<Span> compared) {
        Window window = new PrometheusWindow(prometheus).read(span.from(), span.to(), EARLIER);
        Measures measures = new Measures(window);
        Optional<Comparison> comparison = compared.map(earlier -> new Comparison(earlier.from(), earlier.to(),
                Measures.compare(new PrometheusWindow(prometheus).read(earlier.from(), earlier.to(), Duration.ZERO), window)));
        List<Finding> findings = Diagnosis.of(window);
        return new Report(clock.instant(), window.timeline(), measures.orders(), findings, window.gaps(), measures.notes(), promises(window.timeline()),
                measures.path(), measures.ports(), measures.use(), measures.errors(), comparison, examples(window.timeline(), findings));
    }

    private List<Promise> promises(Timeline timeline) {
        List<Promise> promises = new ArrayList<>();
        long seconds = Math.max(10, Math.round(timeline.seconds()));
        for (Objective objective : Objective.values()) {
            double events = now(over(objective.total(Objective.Window.FIVE_MINUTES), seconds), timeline.to());
            double bad = Math.max(0, now(over(objective.bad(Objective.Window.FIVE_MINUTES), seconds), timeline.to()));
            double burned = events > 0 ? bad / events / objective.budget() : Double.NaN;
            promises.add(new Promise(objective.objectiveName(), objective.component(), objective.meaning(), objective.target(), events, bad, burned));
        }
        return promises;
    }

    /** The catalogue asks for windows of fixed lengths; ours may have any. */
    private static String over(String expression, long seconds) {
        return expression.replace("[" + Objective.Window.FIVE_MINUTES.text() + "]", "[" + seconds + "s]");
    }

    private double now(String expression, Instant at) {
        List<Track> tracks = prometheus.range(expression, at, at, Duration.ofSeconds(1));
        double value = tracks.isEmpty() ? 0 : tracks.getFirst().values()[0];
        return Double.isNaN(value) ? 0 : value;
    }

    /** The slowest requests and calls that were traced while something was wrong; of any time when nothing was. */
    private List<TraceExample> examples(Timeline timeline, List<Finding> findings) {
        Instant from = timeline.from();
        Instant to = timeline.to();
        List<Exemplar> all = new ArrayList<>();
        try {
            all.addAll(prometheus.exemplars(Metric.HTTP_SERVER_REQUEST_DURATION.metricName() + "_bucket", from, to));
            all.addAll(prometheus.exemplars(Metric.PORT_CALL_DURATION.metricName() + "_bucket", from, to));
        } catch (SuiteFailure withoutExemplars) {
            // They are switched on by a flag of Prometheus; a report without them is a report.
            return List.of();
        }
        return all.stream().filter(exemplar -> !exemplar.trace().isEmpty())
                .filter(exemplar -> findings.isEmpty() || near(timeline, findings.getFirst(), exemplar.at()))
                .sorted(Comparator.comparingDouble((Exemplar exemplar) -> -exemplar.value()).thenComparing(Exemplar::trace))
                .map(exemplar -> new TraceExample(exemplar.trace(), describe(exemplar), exemplar.value(), exemplar.at(),
                        traces.map(address -> address.resolve("/zipkin/traces/" + exemplar.trace()).toString())))
                .collect(Collectors.toMap(TraceExample::trace, example -> example, (slower, _) -> slower, LinkedHashMap::new))
                .values().stream().limit(TRACES).toList();
    }

    private static boolean near(Timeline timeline, Finding finding, Instant at) {
        int index = (int) (Duration.between(timeline.start(), at).toMillis() / timeline.step().toMillis());
        return index >= 0 && index < timeline.size() && finding.when().widened(1, timeline.steps(30)).at(index);
    }

    private static String describe(Exemplar exemplar) {
        String job = exemplar.series().getOrDefault(Window.JOB, "");
        String port = exemplar.series().get("port");
        return port == null ? "%s %s %s".formatted(job, exemplar.series().getOrDefault("http_request_method", ""), exemplar.series().getOrDefault("http_route", ""))
                : "%s %s.%s (%s)".formatted(job, port, exemplar.series().getOrDefault("operation", ""), exemplar.series().getOrDefault("adapter", ""));
    }
}
