package dev.touchstone.observability.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.observability.meter.Sample;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What can be said by example; what holds for every stream of requests is in {@link TopUsersPropertiesTest}. */
class TopUsersTest {
    private static final byte[] KEY = new byte[32];
    private static final Endpoint ORDERS = new Endpoint("GET", "/orders");

    private final Meters meters = new Meters();
    private final Pseudonyms pseudonyms = new Pseudonyms(KEY);

    @Test
    void findsTheHeaviestUsersBehindThousandsOfOthersWhoCameFirst() {
        TopUsers users = users(100);
        for (int i = 0; i < 2_000; i++) {
            users.record(Optional.of("junk-" + i), ORDERS, false, 1, 0, 0);
        }
        Random random = new Random(42);
        double[] cumulated = zipf(10_000);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 500_000; i++) {
            String subject = "user-" + draw(cumulated, random);
            counts.merge(subject, 1, Integer::sum);
            users.record(Optional.of(subject), ORDERS, false, 1, 0, 0);
        }
        Set<String> truth = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(100)
                .map(entry -> pseudonyms.of(entry.getKey()))
                .collect(Collectors.toSet());

        assertThat(labels().stream().filter(truth::contains).count()).isGreaterThanOrEqualTo(99);
        assertThat(sum(series(Metric.HTTP_SERVER_USER_REQUESTS))).isEqualTo(502_000);
    }

    @Test
    void keepsTheBoundWhenAMillionUsersComeOnce() {
        TopUsers users = users(10);
        users.record(Optional.of("regular"), ORDERS, false, 1, 0, 0);
        for (int i = 0; i < 1_000_000; i++) {
            users.record(Optional.of("flood-" + i), ORDERS, false, 1, 0, 0);
            if (i % 50 == 0) {
                users.record(Optional.of("regular"), ORDERS, false, 1, 0, 0);
            }
        }

        Map<List<String>, Double> series = series(Metric.HTTP_SERVER_USER_REQUESTS);
        assertThat(series).hasSizeLessThanOrEqualTo(10 + 1);
        assertThat(series).containsEntry(List.of("GET", "/orders", pseudonyms.of("regular")), 20_001.0);
        assertThat(sum(series)).isEqualTo(1_020_001);
    }

    @Test
    void letsTodaysHeavyUserOvertakeLastWeeks() {
        AtomicLong clock = new AtomicLong();
        TopUsers users = new TopUsers(new Users(KEY, 1, Duration.ofMinutes(10)), clock::get);
        users.expose(meters);
        repeat(1_000, () -> users.record(Optional.of("last week's"), ORDERS, false, 1, 0, 0));
        for (int age = 0; age < 10; age++) {
            clock.addAndGet(Duration.ofMinutes(10).toNanos());
            assertThat(labels()).contains(pseudonyms.of("last week's"));
        }
        repeat(10, () -> users.record(Optional.of("today's"), ORDERS, false, 1, 0, 0));

        assertThat(labels()).contains(pseudonyms.of("today's")).doesNotContain(pseudonyms.of("last week's"));
        assertThat(series(Metric.HTTP_SERVER_USER_REQUESTS)).containsEntry(List.of("GET", "/orders", TopUsers.OTHER), 1_000.0);
    }

    @Test
    void losesNothingWhenManyThreadsRecordWhileSeatsChange() throws Exception {
        TopUsers users = users(3);
        List<Thread> threads = IntStream.range(0, 8).mapToObj(thread -> Thread.ofPlatform().start(() -> {
            Random random = new Random(thread);
            repeat(20_000, () -> users.record(user(random.nextInt(50)), ORDERS, false, 1, 1, 2));
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(sum(series(Metric.HTTP_SERVER_USER_REQUESTS))).isEqualTo(160_000);
        assertThat(sum(series(Metric.HTTP_SERVER_USER_SENT_BYTES))).isEqualTo(320_000);
    }

    @Test
    void allocatesNothingForATrackedUser() {
        TopUsers users = users(100);
        Optional<String> subject = Optional.of("alice");
        Runnable record = () -> users.record(subject, ORDERS, false, 1, 1, 1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // The first rounds run before the compiler has done its work, which on a busy machine takes a while.
        for (int round = 0; round < 200 && least >= 100_000; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            repeat(100_000, record);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(least / 100_000).isZero();
    }

    @Test
    void boundsValuesFromElsewhereUnderTheSamePseudonyms() {
        List<Sample> samples = users(2).bounded(Map.of("alice", 5, "bob", 3, "carol", 2, "dave", 1));

        assertThat(samples).containsExactly(
                Sample.of(5, pseudonyms.of("alice")), Sample.of(3, pseudonyms.of("bob")), Sample.of(3, TopUsers.OTHER));
    }

    @Test
    void countsRequestsWithoutACallerAsAnonymous() {
        users(2).record(Optional.empty(), ORDERS, true, 2_000_000_000L, 7, 9);

        assertThat(series(Metric.HTTP_SERVER_USER_REQUESTS)).containsOnly(Map.entry(List.of("GET", "/orders", "anonymous"), 1.0));
        assertThat(meters.value(Metric.HTTP_SERVER_USER_ERRORS, "anonymous")).contains(1.0);
        assertThat(meters.value(Metric.HTTP_SERVER_USER_TIME, "anonymous")).contains(2.0);
    }

    private TopUsers users(int tracked) {
        TopUsers users = new TopUsers(new Users(KEY, tracked, Duration.ofDays(1)));
        users.expose(meters);
        return users;
    }

    private static Optional<String> user(int number) {
        return Optional.of("user-" + number);
    }

    private static double[] zipf(int population) {
        double[] cumulated = new double[population];
        double sum = 0;
        for (int i = 0; i < population; i++) {
            sum += 1.0 / (i + 1);
            cumulated[i] = sum;
        }
        return cumulated;
    }

    private static int draw(double[] cumulated, Random random) {
        int index = java.util.Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
        return index < 0 ? -index - 1 : index;
    }

    private static void repeat(int times, Runnable action) {
        for (int i = 0; i < times; i++) {
            action.run();
        }
    }

    private Set<String> labels() {
        return series(Metric.HTTP_SERVER_USER_REQUESTS).keySet().stream().map(List::getLast).collect(Collectors.toSet());
    }

    private static double sum(Map<List<String>, Double> series) {
        return series.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Values by labels, as a scrape shows them. */
    private Map<List<String>, Double> series(Metric metric) {
        Map<List<String>, Double> series = new HashMap<>();
        meters.scrape().stream()
                .filter(snapshot -> (snapshot.getMetadata().getPrometheusName() + "_total").equals(metric.metricName()))
                .flatMap(snapshot -> ((CounterSnapshot) snapshot).getDataPoints().stream())
                .forEach(point -> {
                    List<String> labels = new ArrayList<>();
                    metric.labelKeys().forEach(key -> labels.add(point.getLabels().get(key)));
                    series.put(labels, point.getValue());
                });
        return series;
    }
}
