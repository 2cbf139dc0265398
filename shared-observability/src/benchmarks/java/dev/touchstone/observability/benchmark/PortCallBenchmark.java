package dev.touchstone.observability.benchmark;

import dev.touchstone.observability.meter.Meters;
import dev.touchstone.observability.port.PortCall;
import dev.touchstone.observability.port.PortObserver;
import io.helidon.tracing.Tracer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to observe a call of a port: beside the bare call, and beside two readings of the clock, without which nothing is timed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class PortCallBenchmark {
    private final PortObserver observer = new PortObserver(new Meters(), Tracer.noOp());
    private final Orders bare = new OrdersInMemory();
    private final Orders observed = new ObservedOrders(bare, observer);

    interface Orders {
        long count();
    }

    static final class OrdersInMemory implements Orders {
        private long count = 42;

        @Override
        public long count() {
            return count++;
        }
    }

    enum Call implements PortCall {
        COUNT;

        @Override
        public String port() {
            return "Orders";
        }

        @Override
        public String operation() {
            return "count";
        }

        @Override
        public String adapter() {
            return "memory";
        }
    }

    /** As the services' observed twins are written. */
    record ObservedOrders(Orders orders, PortObserver observer) implements Orders {
        @Override
        public long count() {
            Supplier<Long> call = orders::count;
            return observer.call(Call.COUNT, call);
        }
    }

    @Benchmark
    public long bareCall() {
        return bare.count();
    }

    @Benchmark
    public long twoClockReadings() {
        long start = System.nanoTime();
        return bare.count() + System.nanoTime() - start;
    }

    @Benchmark
    public long observedCall() {
        return observed.count();
    }
}
