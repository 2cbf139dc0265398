package dev.touchstone.observability.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every stream of requests: floods of users who come once, bursts of single users, and time that goes by between. */
class TopUsersPropertiesTest {
    private static final List<Endpoint> ENDPOINTS = List.of(new Endpoint("GET", "/orders"), new Endpoint("POST", "/models"));
    private static final Duration REFRESH = Duration.ofMinutes(10);
    private static final int USERS = 40;
    private static final byte[] KEY = new byte[32];
    private static final Pseudonyms PSEUDONYMS = new Pseudonyms(KEY);

    private sealed interface Event {
    }

    /** One user's requests, one after the other. */
    private record Burst(int user, int requests, int endpoint, int bytes) implements Event {
    }

    /** As many users, each with one request. */
    private record Flood(int users, int bytes) implements Event {
    }

    private record Refresh() implements Event {
    }

    private record Key(Endpoint endpoint, String user) {
    }

    @Provide
    Arbitrary<List<Event>> requests() {
        return events(List.of(bursts(), floods()));
    }

    @Provide
    Arbitrary<List<Event>> requestsOverTime() {
        return events(List.of(bursts(), floods(), Arbitraries.create(Refresh::new)));
    }

    private static Arbitrary<List<Event>> events(List<Arbitrary<? extends Event>> kinds) {
        return Arbitraries.of(kinds).flatMap(kind -> kind.map(event -> (Event) event)).list().ofMaxSize(25);
    }

    private static Arbitrary<Burst> bursts() {
        return Combinators.combine(Arbitraries.integers().between(0, USERS - 1), Arbitraries.integers().between(1, 60),
                Arbitraries.integers().between(0, 1), Arbitraries.integers().between(0, 1_000)).as(Burst::new);
    }

    private static Arbitrary<Flood> floods() {
        return Combinators.combine(Arbitraries.integers().between(1, 100), Arbitraries.integers().between(0, 1_000)).as(Flood::new);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theSumOverAllUsersIsExactAndNoSeriesEverFalls(@ForAll @IntRange(min = 1, max = 4) int tracked, @ForAll("requestsOverTime") List<Event> events) {
        Summary summary = new Summary(tracked);
        Map<Endpoint, Double> requests = new HashMap<>();
        Map<Endpoint, Double> bytes = new HashMap<>();
        Map<Key, Double> before = new HashMap<>();
        for (Event event : events) {
            summary.play(event, (_, endpoint, size) -> {
                requests.merge(endpoint, 1.0, Double::sum);
                bytes.merge(endpoint, (double) size, Double::sum);

                Map<Key, Double> after = summary.series(Metric.HTTP_SERVER_USER_REQUESTS);
                assertThat(byEndpoint(after)).isEqualTo(requests);
                assertThat(byEndpoint(summary.series(Metric.HTTP_SERVER_USER_RECEIVED_BYTES))).isEqualTo(bytes);
                // Looked at after every request, a series that ends is never mistaken for one that fell.
                before.forEach((key, value) -> assertThat(after.getOrDefault(key, value)).isGreaterThanOrEqualTo(value));
                before.clear();
                before.putAll(after);
            });
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void noMoreUsersThanTheBoundHaveSeries(@ForAll @IntRange(min = 1, max = 4) int tracked, @ForAll("requestsOverTime") List<Event> events) {
        Summary summary = new Summary(tracked);
        for (Event event : events) {
            summary.play(event, (_, _, _) -> { });

            assertThat(summary.users().stream().filter(user -> !user.equals(TopUsers.OTHER))).hasSizeLessThanOrEqualTo(tracked);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyUserWithMoreThanItsShareOfAllRequestsHasSeries(@ForAll @IntRange(min = 1, max = 8) int tracked, @ForAll("requests") List<Event> events) {
        Summary summary = new Summary(tracked);
        Map<String, Integer> counts = new HashMap<>();
        for (Event event : events) {
            summary.play(event, (user, _, _) -> counts.merge(user, 1, Integer::sum));

            int total = counts.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(summary.users()).containsAll(counts.entrySet().stream().filter(entry -> entry.getValue() * tracked > total)
                    .map(entry -> PSEUDONYMS.of(entry.getKey())).toList());
        }
    }

    private interface Request {
        void by(String user, Endpoint endpoint, int size);
    }

    /** The users under test, and what a scrape shows of them. */
    private static final class Summary {
        private final Meters meters = new Meters();
        private final TopUsers users;
        private long now;
        private int flooded;

        Summary(int tracked) {
            users = new TopUsers(new Users(KEY, tracked, REFRESH), () -> now);
            users.expose(meters);
        }

        /** @param recorded told of each request after it was recorded */
        void play(Event event, Request recorded) {
            switch (event) {
                case Burst burst -> {
                    for (int i = 0; i < burst.requests(); i++) {
                        record("user-" + burst.user(), ENDPOINTS.get(burst.endpoint()), burst.bytes(), recorded);
                    }
                }
                case Flood flood -> {
                    for (int i = 0; i < flood.users(); i++) {
                        record("flood-" + flooded++, ENDPOINTS.getFirst(), flood.bytes(), recorded);
                    }
                }
                case Refresh _ -> now += REFRESH.toNanos();
            }
        }

        private void record(String user, Endpoint endpoint, int size, Request recorded) {
            users.record(Optional.of(user), endpoint, false, 1, size, 0);
            recorded.by(user, endpoint, size);
        }

        Set<String> users() {
            return series(Metric.HTTP_SERVER_USER_REQUESTS).keySet().stream().map(Key::user).collect(Collectors.toSet());
        }

        Map<Key, Double> series(Metric metric) {
            Map<Key, Double> series = new HashMap<>();
            meters.scrape().stream()
                    .filter(snapshot -> (snapshot.getMetadata().getPrometheusName() + "_total").equals(metric.metricName()))
                    .flatMap(snapshot -> ((CounterSnapshot) snapshot).getDataPoints().stream())
                    .forEach(point -> series.put(key(point.getLabels()), point.getValue()));
            return series;
        }

        private static Key key(Labels labels) {
            return new Key(new Endpoint(labels.get("http_request_method"), labels.get("http_route")), labels.get("user_id"));
        }
    }

    private static Map<Endpoint, Double> byEndpoint(Map<Key, Double> series) {
        return series.entrySet().stream().collect(Collectors.groupingBy(entry -> entry.getKey().endpoint(), Collectors.summingDouble(Map.Entry::getValue)));
    }
}
