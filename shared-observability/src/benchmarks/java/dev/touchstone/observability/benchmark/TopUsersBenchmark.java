package dev.touchstone.observability.benchmark;

import dev.touchstone.observability.users.Endpoint;
import dev.touchstone.observability.users.TopUsers;
import dev.touchstone.observability.users.Users;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Counting a request by its caller. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TopUsersBenchmark {
    private static final Endpoint ORDERS = new Endpoint("GET", "/orders");
    /** More than are counted at all. */
    private static final int STRANGERS = 1 << 16;

    @State(Scope.Benchmark)
    public static class Callers {
        private final TopUsers users = new TopUsers(Users.withRandomKey());
        private final Optional<String> regular = Optional.of("regular");
        private final List<Optional<String>> strangers = IntStream.range(0, STRANGERS).mapToObj(number -> Optional.of("stranger-" + number)).toList();
        private int next;

        public Callers() {
            for (int seat = 0; seat < Users.TRACKED; seat++) {
                Optional<String> user = seat == 0 ? regular : Optional.of("other regular " + seat);
                // Ahead of what the flood of the whole run gives to anybody.
                IntStream.range(0, 100_000).forEach(_ -> record(user));
            }
        }

        void record(Optional<String> user) {
            users.record(user, ORDERS, false, 1_000, 10, 20);
        }
    }

    @Benchmark
    public void trackedUser(Callers callers) {
        callers.record(callers.regular);
    }

    @Benchmark
    public void strangers(Callers callers) {
        callers.record(callers.strangers.get(callers.next++ & (STRANGERS - 1)));
    }

    @Benchmark
    public void anonymous(Callers callers) {
        callers.record(Optional.empty());
    }
}
