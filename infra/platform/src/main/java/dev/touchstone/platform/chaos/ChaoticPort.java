package dev.touchstone.platform.chaos;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every call of one port, handed on to its adapter; struck on the way by the fault that is active, if there is one. */
final class ChaoticPort implements InvocationHandler {
    private final Class<?> port;
    private final Object adapter;
    private final Function<? super InjectedFault, ? extends RuntimeException> failure;
    private final SortedSet<String> operations;
    private volatile Injection injection;

    /** @param failure what the port throws when what stands behind it can't be had */
    ChaoticPort(Class<?> port, Object adapter, Function<? super InjectedFault, ? extends RuntimeException> failure) {
        this.port = port;
        this.adapter = adapter;
        this.failure = failure;
        this.operations = Arrays.stream(port.getMethods()).map(Method::getName)
                .collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), Collections::unmodifiableSortedSet));
    }

    String name() {
        return port.getSimpleName();
    }

    SortedSet<String> operations() {
        return operations;
    }

    /** In place of the fault that was there. */
    synchronized void inject(PortFault fault) {
        heal();
        injection = new Injection(fault, System.nanoTime());
    }

    /** Whoever waits because of the fault goes on at once. */
    synchronized void heal() {
        if (injection != null) {
            injection.over.countDown();
            injection = null;
        }
    }

    Optional<PortFault> fault() {
        return active().map(active -> active.fault);
    }

    Optional<Duration> remaining() {
        return active().map(active -> Duration.ofNanos(active.remaining()));
    }

    private Optional<Injection> active() {
        Injection current = injection;
        return current == null || current.remaining() <= 0 ? Optional.empty() : Optional.of(current);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Injection current = injection;
        if (current != null) {
            strike(current, method.getName());
        }
        try {
            return method.invoke(adapter, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void strike(Injection current, String operation) {
        PortFault fault = current.fault;
        long remaining = current.remaining();
        boolean concerned = operations.contains(operation) && fault.operation().map(operation::equals).orElse(true);
        if (remaining <= 0 || !concerned || ThreadLocalRandom.current().nextDouble() >= fault.probability()) {
            return;
        }
        long wait = switch (fault.kind()) {
            case ERROR -> throw failure.apply(new InjectedFault(name(), operation));
            case HANG -> remaining;
            case LATENCY -> jittered(fault.delay().toNanos(), fault.jitter().toNanos());
            case SLOW_START -> jittered((long) (fault.delay().toNanos() * ((double) remaining / fault.lasting().toNanos())), fault.jitter().toNanos());
        };
        try {
            // No longer than the fault itself, and no longer than until it is healed: an experiment leaves nothing behind.
            current.over.await(Math.min(wait, remaining), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure.apply(new InjectedFault(name(), operation));
        }
    }

    private static long jittered(long delay, long jitter) {
        return jitter == 0 ? delay : Math.max(0, delay + ThreadLocalRandom.current().nextLong(-jitter, jitter + 1));
    }

    private static final class Injection {
        private final PortFault fault;
        private final long since;
        private final CountDownLatch over = new CountDownLatch(1);

        Injection(PortFault fault, long since) {
            this.fault = fault;
            this.since = since;
        }

        long remaining() {
            return fault.lasting().toNanos() - (System.nanoTime() - since);
        }
    }
}
