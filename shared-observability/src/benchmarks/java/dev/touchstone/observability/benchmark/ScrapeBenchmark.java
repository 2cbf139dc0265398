package dev.touchstone.observability.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One scrape of "requests by user" after so many users have been there, from four ways to count them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ScrapeBenchmark {
    private static final int HEAVIEST = 100;

    @Param({"0", "1000", "10000", "100000"})
    private int users;

    @Param
    private UserCounters.Kind kind;

    private final Map<String, Integer> truth = new HashMap<>();
    private UserCounters counters;
    private int size;

    @Setup
    public void record() throws IOException {
        counters = UserCounters.of(kind);
        // Everybody once, the heaviest last: whoever keeps the first comers keeps the wrong ones.
        for (int user = users - 1; user >= 0; user--) {
            count(user);
        }
        // After that as in life: the second comes half as often as the first, the third a third as often ...
        Random random = new Random(28);
        for (int request = 0; request < Math.min(users, 1) * 200_000; request++) {
            count((int) (Math.pow(users + 1, random.nextDouble()) - 1));
        }
        report(scrape().toString(StandardCharsets.UTF_8));
    }

    private void count(int user) {
        counters.count("user-" + user);
        truth.merge("user-" + user, 1, Integer::sum);
    }

    private void report(String text) {
        long found = truth.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).limit(HEAVIEST)
                .filter(user -> text.contains("user_id=\"" + counters.label(user.getKey()) + "\"")).count();
        double counted = text.lines().filter(line -> line.startsWith(UserCounters.NAME + "_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
        System.out.printf("%n# %s, %d users: %d bytes, %d lines, %d of the %d heaviest users, %.0f of %d requests%n", kind, users, text.length(),
                text.lines().count(), found, Math.min(users, HEAVIEST), counted, truth.values().stream().mapToInt(Integer::intValue).sum());
    }

    @Benchmark
    public ByteArrayOutputStream scrape() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        counters.scrape(out);
        size = out.size();
        return out;
    }
}
