package dev.touchstone.observability.benchmark;

import dev.touchstone.observability.meter.Meters;
import dev.touchstone.observability.users.Endpoint;
import dev.touchstone.observability.users.Pseudonyms;
import dev.touchstone.observability.users.TopUsers;
import dev.touchstone.observability.users.Users;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Counts requests by user, in one of the ways that are compared. */
public interface UserCounters {
    String NAME = "http_server_user_requests";
    String METHOD = "http_request_method";
    String ROUTE = "http_route";
    String USER = "user_id";

    enum Kind {
        /** Ours. */
        TOP_USERS,
        /** A series for each user. */
        MICROMETER,
        /** With {@link MeterFilter#maximumAllowableTags}: users beyond the bound are not counted. */
        MICROMETER_LIMITED,
        /** With a cardinality limit: users beyond it are counted together. */
        OPENTELEMETRY_LIMITED
    }

    void count(String user);

    /** What the label says of the user. */
    default String label(String user) {
        return user;
    }

    void scrape(OutputStream out) throws IOException;

    static UserCounters of(Kind kind) {
        return switch (kind) {
            case TOP_USERS -> new Ours();
            case MICROMETER -> new Micrometer(false);
            case MICROMETER_LIMITED -> new Micrometer(true);
            case OPENTELEMETRY_LIMITED -> new OpenTelemetry();
        };
    }

    /** As in the services, with bytes, errors and time by user as well: five families, where the others have one. */
    final class Ours implements UserCounters {
        private static final Endpoint ORDERS = new Endpoint("GET", "/api/v1/orders/{id}");
        private final Meters meters = new Meters();
        private final Users users = Users.withRandomKey();
        private final TopUsers top = new TopUsers(users);
        private final Pseudonyms pseudonyms = new Pseudonyms(users.pseudonymKey());
        private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

        Ours() {
            top.expose(meters);
        }

        @Override
        public void count(String user) {
            top.record(Optional.of(user), ORDERS, false, 1_000_000, 100, 200);
        }

        @Override
        public String label(String user) {
            return pseudonyms.of(user);
        }

        @Override
        public void scrape(OutputStream out) throws IOException {
            writer.write(out, meters.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        }
    }

    final class Micrometer implements UserCounters {
        private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

        Micrometer(boolean limited) {
            if (limited) {
                registry.config().meterFilter(MeterFilter.maximumAllowableTags(NAME, USER, Users.TRACKED, MeterFilter.deny()));
            }
        }

        @Override
        public void count(String user) {
            registry.counter(NAME, METHOD, "GET", ROUTE, "/api/v1/orders/{id}", USER, user).increment();
        }

        @Override
        public void scrape(OutputStream out) throws IOException {
            registry.scrape(out);
        }
    }

    /** Its SDK has no scrape of its own: what it collects is written by the same writer as ours. */
    final class OpenTelemetry implements UserCounters {
        private static final AttributeKey<String> METHOD_KEY = AttributeKey.stringKey(METHOD);
        private static final AttributeKey<String> ROUTE_KEY = AttributeKey.stringKey(ROUTE);
        private static final AttributeKey<String> USER_KEY = AttributeKey.stringKey(USER);
        private final InMemoryMetricReader reader = InMemoryMetricReader.create();
        private final LongCounter counter = SdkMeterProvider.builder()
                .registerMetricReader(reader)
                // The limit counts the series that the others share.
                .registerView(InstrumentSelector.builder().setName(NAME).build(), View.builder().setCardinalityLimit(Users.TRACKED + 1).build())
                .build().get("benchmark").counterBuilder(NAME).build();
        private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

        @Override
        public void count(String user) {
            counter.add(1, Attributes.of(METHOD_KEY, "GET", ROUTE_KEY, "/api/v1/orders/{id}", USER_KEY, user));
        }

        @Override
        public void scrape(OutputStream out) throws IOException {
            CounterSnapshot.Builder series = CounterSnapshot.builder().name(NAME);
            for (MetricData metric : reader.collectAllMetrics()) {
                for (LongPointData point : metric.getLongSumData().getPoints()) {
                    Labels.Builder labels = Labels.builder();
                    point.getAttributes().forEach((key, value) -> labels.label(key.getKey().replace('.', '_'), value.toString()));
                    series.dataPoint(CounterDataPointSnapshot.builder().value(point.getValue()).labels(labels.build()).build());
                }
            }
            writer.write(out, MetricSnapshots.of(series.build()), EscapingScheme.UNDERSCORE_ESCAPING);
        }
    }
}
