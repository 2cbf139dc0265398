package dev.touchstone.observability.catalog;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the suite promises, declared once: recording rules, burn alerts, load thresholds, dashboards and reports take it from here.
 *
 * <p>An objective is a share of events that have to be good. Where the events are requests, a 4xx is good: it is the caller's.
 * A moment in which an order is stuck is a bad event of {@link #NO_ORDER_LOST}; its events are evaluations of the rule.
 */
public enum Objective {
    SHOP_API_AVAILABILITY("shop-api", "shop-api", 0.995, "Requests to the Shop API that the service did not fail", Indicator.availability("shop-api")),
    SHOP_API_LATENCY("shop-api", "shop-api", 0.99, "Requests to the Shop API answered in time", Indicator.latency("shop-api")),
    CRM_API_AVAILABILITY("crm-api", "crm-api", 0.995, "Requests to the CRM API that the service did not fail", Indicator.availability("crm-api")),
    CRM_API_LATENCY("crm-api", "crm-api", 0.99, "Requests to the CRM API answered in time", Indicator.latency("crm-api")),
    MES_API_AVAILABILITY("mes-api", "mes-api", 0.995, "Requests to the MES API that the service did not fail", Indicator.availability("mes-pipeline")),
    MES_API_LATENCY("mes-api", "mes-api", 0.99, "Requests to the MES API answered in time", Indicator.latency("mes-pipeline")),
    /** From the order to the customer's first sight of its price: what a customer sits and waits for. */
    PRICE_SHOWN("conveyor/pricing", "overview", 0.95, "Orders whose price the customer saw in time", Indicator.priceShown(Duration.ofSeconds(30))),
    /**
     * From the approval to the piece, in its two steps. A minute of the demonstration, whose workshop runs 1,200 times faster
     * than its model, stands for 20 hours: approved today, made tomorrow. A workshop in real time takes the bucket of a day.
     */
    ORDER_LEAD_TIME("conveyor", "overview", 0.95, "Steps from approval to production and to the piece that ended in time",
            Indicator.leadTime(Duration.ofMinutes(1))),
    /** Retries ride out two minutes of anything; what lies for five will not go on by itself. */
    NO_ORDER_LOST("orders", "overview", 0.99, "Moments in which nothing that an order needs had lain for too long", Indicator.unattended(Duration.ofMinutes(5)));

    /** How far an error ratio looks back. */
    public enum Window {
        FIVE_MINUTES("5m"), HALF_AN_HOUR("30m"), AN_HOUR("1h"), TWO_HOURS("2h"), SIX_HOURS("6h"), A_DAY("1d"), THREE_DAYS("3d");

        private final String text;

        Window(String text) {
            this.text = text;
        }

        /** As PromQL spells it. */
        public String text() {
            return text;
        }
    }

    /** Age of whatever has lain longest, in seconds. */
    static final String OLDEST = "slo:oldest_unattended_age_seconds";
    /** 1 while that is beyond the threshold of {@link #NO_ORDER_LOST}, else 0. */
    static final String UNATTENDED = "slo:unattended:bool";

    private final String component;
    private final String dashboard;
    private final double target;
    private final String meaning;
    private final Indicator indicator;

    Objective(String component, String dashboard, double target, String meaning, Indicator indicator) {
        this.component = component;
        this.dashboard = dashboard;
        this.target = target;
        this.meaning = meaning;
        this.indicator = indicator;
    }

    /** Value of the label {@code slo}, such as {@code shop-api-availability}. */
    public String objectiveName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Share of events that have to be good, such as 0.995. */
    public double target() {
        return target;
    }

    /** Share of events that may be bad. */
    public double budget() {
        return Math.round((1 - target) * 1e6) / 1e6;
    }

    /** Above which an event is bad; equal to a bucket of the histogram behind it. Empty for availability. */
    public Optional<Duration> threshold() {
        return Optional.ofNullable(indicator.threshold());
    }

    /** The threshold of requests that carry models, for latency only; see {@link #isTransfer}. */
    public Optional<Duration> transferThreshold() {
        return Optional.ofNullable(indicator.transferThreshold());
    }

    /** Whether requests of the route template are held against {@link #transferThreshold}. */
    public static boolean isTransfer(String route) {
        return route.matches(Indicator.TRANSFERS);
    }

    /** The component that answers for it: value of the alert's label {@code component}. */
    public String component() {
        return component;
    }

    /** Uid of the dashboard to look at first. */
    public String dashboard() {
        return dashboard;
    }

    /** Which events are good. */
    public String meaning() {
        return meaning;
    }

    /** Name of the alerts on its budget, such as {@code ShopApiAvailabilityBudgetBurn}. */
    public String alert() {
        return Stream.of(name().split("_")).map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining()) + "BudgetBurn";
    }

    /** PromQL for the number of bad events within the window; at least 0, never absent. */
    public String bad(Window window) {
        return indicator.bad().replace("WINDOW", window.text());
    }

    /** PromQL for the number of events within the window. */
    public String total(Window window) {
        return indicator.total().replace("WINDOW", window.text());
    }

    /** PromQL for the recorded share of bad events; absent while there are no events. */
    public String errorRatio(Window window) {
        return "%s{slo=\"%s\"}".formatted(errorRatioRecord(window), objectiveName());
    }

    /** Name of the recording rule, with the label {@code slo}. */
    public static String errorRatioRecord(Window window) {
        return "slo:error_ratio:rate" + window.text();
    }

    /** Name of the recording rule of {@link #bad}, with the label {@code slo}. */
    public static String badRecord(Window window) {
        return "slo:bad_events:increase" + window.text();
    }

    /** Name of the recording rule of {@link #total}, with the label {@code slo}. */
    public static String totalRecord(Window window) {
        return "slo:events:increase" + window.text();
    }

    /** The catalogued metrics that it is computed from. */
    public List<Metric> sources() {
        return indicator.sources();
    }

    /** How events are counted; WINDOW stands for how far to look back. */
    private record Indicator(String bad, String total, Duration threshold, Duration transferThreshold, List<Metric> sources) {
        private static final Duration ANSWER = Duration.ofMillis(500);
        private static final Duration TRANSFER = Duration.ofSeconds(5);
        /** Routes that carry whole models and toolpaths; their time is that of the bytes, so they have a threshold of their own. */
        private static final String TRANSFERS = "/api/v1/models|/api/v1/work-orders/.+/(model|toolpath|scan)";

        /** Also counts what the server turned away before routing, as when it is overloaded. */
        static Indicator availability(String job) {
            String count = Metric.HTTP_SERVER_REQUEST_DURATION.metricName() + "_count";
            String refused = Metric.HTTP_SERVER_REFUSED_REQUESTS.metricName();
            String failed = "job=\"%s\", http_response_status_code=~\"5..\"".formatted(job);
            return new Indicator(
                    "sum(increase(%s{%s}[WINDOW]) or increase(%s{%s}[WINDOW])) or vector(0)".formatted(count, failed, refused, failed),
                    "sum(increase(%s{job=\"%s\"}[WINDOW]) or increase(%s{%s}[WINDOW]))".formatted(count, job, refused, failed),
                    null, null, List.of(Metric.HTTP_SERVER_REQUEST_DURATION, Metric.HTTP_SERVER_REFUSED_REQUESTS));
        }

        /** Failed requests count for availability alone: a failure that comes fast is no good latency. */
        static Indicator latency(String job) {
            Metric duration = Metric.HTTP_SERVER_REQUEST_DURATION;
            String answered = "job=\"%s\", http_response_status_code!~\"5..\"".formatted(job);
            String total = "sum(increase(%s_count{%s}[WINDOW]))".formatted(duration.metricName(), answered);
            String good = ("sum(increase(%1$s_bucket{%2$s, http_route!~\"%3$s\", le=\"%4$s\"}[WINDOW])"
                    + " or increase(%1$s_bucket{%2$s, http_route=~\"%3$s\", le=\"%5$s\"}[WINDOW]))").formatted(duration.metricName(), answered, TRANSFERS, bound(duration, ANSWER), bound(duration, TRANSFER));
            return new Indicator("%s - %s or vector(0)".formatted(total, good), total, ANSWER, TRANSFER, List.of(duration));
        }

        static Indicator priceShown(Duration threshold) {
            return within(Metric.ORDER_PRICE_SHOWN, "", threshold);
        }

        static Indicator leadTime(Duration threshold) {
            return within(Metric.ORDER_TRANSITION, "from=~\"APPROVED|IN_PRODUCTION\", to=~\"IN_PRODUCTION|PRODUCED\"", threshold);
        }

        private static Indicator within(Metric metric, String selector, Duration threshold) {
            String braces = selector.isEmpty() ? "" : "{" + selector + "}";
            String total = "sum(increase(%s_count%s[WINDOW]))".formatted(metric.metricName(), braces);
            String good = "sum(increase(%s_bucket{%s}[WINDOW]))".formatted(metric.metricName(),
                    Stream.of(selector, "le=\"%s\"".formatted(bound(metric, threshold))).filter(part -> !part.isEmpty()).collect(Collectors.joining(", ")));
            return new Indicator("%s - %s or vector(0)".formatted(total, good), total, threshold, null, List.of(metric));
        }

        /** Orders that wait for the machinery, messages in an outbox, dead letters that nobody has looked at. */
        static Indicator unattended(Duration threshold) {
            return new Indicator("sum_over_time(%s[WINDOW]) or vector(0)".formatted(UNATTENDED), "count_over_time(%s[WINDOW])".formatted(UNATTENDED),
                    threshold, null, List.of(Metric.ORDER_OLDEST_AGE, Metric.MESSAGING_OUTBOX_OLDEST_AGE, Metric.MESSAGING_DEAD_LETTER_OLDEST_AGE));
        }

        /** As the metrics endpoint spells the bound. */
        private static String bound(Metric metric, Duration threshold) {
            double seconds = threshold.toNanos() / 1e9;
            if (!metric.buckets().contains(seconds)) {
                throw new IllegalArgumentException(metric.metricName() + " has no bucket of " + seconds + " s, only " + metric.buckets());
            }
            return Double.toString(seconds);
        }
    }

    /** By its value of the label {@code slo}. */
    public static Optional<Objective> named(String objectiveName) {
        return Arrays.stream(values()).filter(objective -> objective.objectiveName().equals(objectiveName)).findAny();
    }
}
