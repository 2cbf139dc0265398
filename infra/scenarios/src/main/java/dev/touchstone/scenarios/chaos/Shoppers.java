package dev.touchstone.scenarios.chaos;

import dev.touchstone.local.client.Customer;
import dev.touchstone.local.client.ManagerSession;
import dev.touchstone.local.client.Order;
import dev.touchstone.local.client.OrderStatus;
import dev.touchstone.local.client.OrderWatch;
import dev.touchstone.local.client.Patience;
import dev.touchstone.local.client.RequestRefused;
import dev.touchstone.local.client.SuiteFailure;
import dev.touchstone.local.models.Ring;
import dev.touchstone.local.models.StlFile;
import dev.touchstone.scenarios.ledger.Attempt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The load of an experiment: orders at a steady rate, each by somebody who repeats every request until it is answered and remembers
 * what was. Bounded: in rate, in number, and in how long anybody goes on. The same seed orders the same.
 */
public final class Shoppers implements AutoCloseable {
    private static final int CUSTOMERS = 5;
    private static final int MOST = 2_000;
    private static final int CONFLICT = 409;
    private static final Patience PATIENCE = new Patience(Duration.ofMinutes(3), Duration.ofMillis(700));
    private static final List<String> METALS = List.of("silver-925", "gold-585", "gold-750", "platinum-950");
    private static final List<byte[]> MODELS = List.of(50, 54, 58, 62).stream().map(Shoppers::ring).toList();

    private final Suite suite;
    private final String name;
    private final double perSecond;
    private final Random random;
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch shut = new CountDownLatch(1);
    private final List<Journey> journeys = new ArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private Thread door;

    /**
     * @param name      of the run; customers are called after it
     * @param perSecond orders, at most 20
     */
    public Shoppers(Suite suite, String name, double perSecond, long seed) {
        if (!(perSecond > 0 && perSecond <= 20)) {
            throw new IllegalArgumentException("a rate above 0 and up to 20 orders a second is needed, not " + perSecond);
        }
        this.suite = suite;
        this.name = name;
        this.perSecond = perSecond;
        this.random = new Random(seed);
    }

    public void open() {
        door = Thread.ofPlatform().daemon().name("shoppers").start(() -> {
            long period = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
            long next = System.nanoTime();
            try {
                for (int number = 0; number < MOST; number++) {
                    if (shut.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                    next += period;
                    order(number);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void order(int number) {
        String customer = "chaos-" + name + "-" + random.nextInt(CUSTOMERS);
        byte[] model = MODELS.get(random.nextInt(MODELS.size()));
        String metal = METALS.get(random.nextInt(METALS.size()));
        Journey journey = new Journey(customer, model, metal, "order-" + number);
        synchronized (journeys) {
            journeys.add(journey);
        }
        underWay.incrementAndGet();
        people.submit(() -> {
            try {
                journey.go();
            } catch (RuntimeException e) {
                // What became of the order is for the ledger to say.
                journey.stumbled = true;
            } finally {
                underWay.decrementAndGet();
            }
        });
    }

    /** Nobody orders any more; those who have go on. */
    public void shut() {
        shut.countDown();
        try {
            if (door != null) {
                door.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many still wait for their order to be taken, priced or approved. */
    public int underWay() {
        return underWay.get();
    }

    /** As all of them remember it by now, also those who still wait. */
    public List<Attempt> attempts() {
        synchronized (journeys) {
            return journeys.stream().map(Journey::attempt).toList();
        }
    }

    @Override
    public void close() {
        shut();
        people.shutdownNow();
    }

    private final class Journey {
        private final Customer customer;
        private final String subject;
        private final byte[] stl;
        private final String metal;
        private final String key;
        private volatile String model = "";
        private volatile UUID order;
        private volatile boolean stumbled;
        private final Consumer<SuiteFailure> stumble = _ -> stumbled = true;

        Journey(String subject, byte[] stl, String metal, String key) {
            this.customer = suite.people().customer(subject);
            this.subject = subject;
            this.stl = stl;
            this.metal = metal;
            this.key = key;
        }

        /** Returns when the order is approved, or refused by the conveyor. */
        void go() {
            model = PATIENCE.call(() -> customer.upload(stl), stumble).model();
            order = PATIENCE.call(() -> customer.place(model, metal, key), stumble).id();
            OrderWatch watch = new OrderWatch(customer, order, PATIENCE, new OrderWatch.Listener() {
                @Override
                public void reached(Order.Step step) {
                    // Only the end of the wait matters.
                }

                @Override
                public void away(SuiteFailure failure) {
                    stumbled = true;
                }
            });
            if (watch.until(OrderStatus.PRICED).status() == OrderStatus.PRICED) {
                unlessDone(OrderStatus.ACCEPTED, () -> customer.accept(order));
                // A session for each try, since the one before may have been lost with its answer.
                unlessDone(OrderStatus.APPROVED, () -> {
                    try (ManagerSession manager = suite.people().openSession("chaos-manager")) {
                        return manager.approve(order);
                    }
                });
            }
        }

        /** An unanswered request may have had its effect, so a repeated one may find it done. */
        private void unlessDone(OrderStatus goal, Supplier<Order> act) {
            try {
                PATIENCE.call(act, stumble);
            } catch (RequestRefused refused) {
                if (refused.status() != CONFLICT || PATIENCE.call(() -> customer.order(order), stumble).status().compareTo(goal) < 0) {
                    throw refused;
                }
            }
        }

        Attempt attempt() {
            return new Attempt(subject, key, model, metal, Optional.ofNullable(order), stumbled);
        }
    }

    private static byte[] ring(int size) {
        try (ByteArrayOutputStream stl = new ByteArrayOutputStream()) {
            StlFile.write(Ring.ofSize(size).withFacetsUpTo(2_000), stl);
            return stl.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
