package dev.touchstone.scenarios.report.window;

import dev.touchstone.local.client.PrometheusClient;
import dev.touchstone.local.client.PrometheusClient.Track;
import dev.touchstone.observability.catalog.Instrument;
import dev.touchstone.observability.catalog.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a window out of Prometheus: the catalogue's metrics, and what Prometheus and the broker know by themselves. */
public final class PrometheusWindow {
    /** Prometheus scrapes at this pace. */
    private static final Duration SCRAPE = Duration.ofSeconds(5);
    private static final int MOST_MOMENTS = 720;
    /** One series for each of a hundred users: read in sum, or not at all. */
    private static final Set<Metric> BY_USER = EnumSet.of(Metric.HTTP_SERVER_USER_REQUESTS, Metric.HTTP_SERVER_USER_RECEIVED_BYTES,
            Metric.HTTP_SERVER_USER_SENT_BYTES, Metric.HTTP_SERVER_USER_ERRORS, Metric.HTTP_SERVER_USER_TIME, Metric.CRM_SESSIONS_ACTIVE);
    private static final List<String> OF_THE_BROKER = List.of("rabbitmq_detailed_queue_messages_ready", "rabbitmq_detailed_queue_consumers",
            "rabbitmq_alarms_free_disk_space_watermark", "rabbitmq_alarms_memory_used_watermark", "rabbitmq_process_resident_memory_bytes",
            "rabbitmq_resident_memory_limit_bytes", "rabbitmq_erlang_uptime_seconds");

    private final PrometheusClient prometheus;

    public PrometheusWindow(PrometheusClient prometheus) {
        this.prometheus = prometheus;
    }

    /**
     * @param earlier how long before {@code from} to look at what is usual
     */
    public Window read(Instant from, Instant to, Duration earlier) {
        Duration step = step(Duration.between(from, to).plus(earlier));
        int judged = (int) (earlier.toMillis() / step.toMillis());
        Instant start = from.minus(step.multipliedBy(judged));
        int size = (int) (Duration.between(start, to).toMillis() / step.toMillis()) + 1;
        Timeline timeline = new Timeline(start, step, Math.min(judged, size - 1), size);
        Instant end = timeline.to();
        Map<String, List<Series>> series = new LinkedHashMap<>();
        // Where several scrapes fall into one step, a fault of one of them must not be lost between two looks.
        read(series, "up", over("min_over_time", "up", step), start, end, step);
        read(series, "scrape_age_seconds", "time() - timestamp(up)", start, end, step);
        read(series, "scrape_duration_seconds", over("max_over_time", "scrape_duration_seconds", step), start, end, step);
        for (Metric metric : Metric.values()) {
            String name = metric.metricName();
            if (BY_USER.contains(metric)) {
                if (metric == Metric.CRM_SESSIONS_ACTIVE) {
                    read(series, name, "sum by (job) (" + name + ")", start, end, step);
                }
            } else if (metric.instrument() == Instrument.HISTOGRAM) {
                read(series, name + "_sum", name + "_sum", start, end, step);
                read(series, name + "_count", name + "_count", start, end, step);
            } else {
                // A counter is never missed; of a gauge the height between two looks counts.
                boolean falls = metric == Metric.PROCESS_UPTIME || metric == Metric.MES_STAGE_WORKERS || metric == Metric.MESSAGING_QUEUE_CONSUMERS
                        || metric == Metric.PORT_ACTIVE_CALLS;
                read(series, name, metric.instrument() == Instrument.GAUGE ? over(falls ? "min_over_time" : "max_over_time", name, step) : name, start, end, step);
            }
        }
        for (String name : OF_THE_BROKER) {
            read(series, name, over("max_over_time", name, step), start, end, step);
        }
        Timeline known = sinceFirst(timeline, series.getOrDefault("scrape_age_seconds", List.of()));
        return new Window(known, series, gaps(known, series));
    }

    /** What was before Prometheus' first sample is not judged: the suite was not there, or nobody looked. */
    private static Timeline sinceFirst(Timeline timeline, List<Series> ages) {
        int first = ages.stream().mapToInt(Series::firstIndex).min().orElse(0);
        int judged = Math.clamp(first, timeline.judged(), timeline.size() - 1);
        return new Timeline(timeline.start(), timeline.step(), judged, timeline.size());
    }

    /** As fine as the scrapes, coarser only where that would be too many moments. */
    static Duration step(Duration length) {
        long steps = Math.max(1, (length.toMillis() + SCRAPE.toMillis() * MOST_MOMENTS - 1) / (SCRAPE.toMillis() * MOST_MOMENTS));
        return SCRAPE.multipliedBy(steps);
    }

    private static String over(String function, String name, Duration step) {
        return step.equals(SCRAPE) ? name : "%s(%s[%ds])".formatted(function, name, step.toSeconds());
    }

    private void read(Map<String, List<Series>> series, String name, String expression, Instant start, Instant end, Duration step) {
        List<Series> all = new ArrayList<>();
        for (Track track : prometheus.range(expression, start, end, step)) {
            all.add(new Series(track.labels(), track.values()));
        }
        if (!all.isEmpty()) {
            series.put(name, all);
        }
    }

    private static List<String> gaps(Timeline timeline, Map<String, List<Series>> series) {
        return Gaps.in(new Window(timeline, series, List.of()));
    }
}
