package dev.touchstone.local.traffic;

import dev.touchstone.local.client.Customer;
import dev.touchstone.local.client.ManagerSession;
import dev.touchstone.local.client.Operator;
import dev.touchstone.local.client.Order;
import dev.touchstone.local.client.OrderStatus;
import dev.touchstone.local.client.OrderWatch;
import dev.touchstone.local.client.Patience;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.models.StlFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes orders through their whole life, many at a time: customers upload, order and accept, managers approve, ship and close,
 * an operator looks at the work. What the conveyor measures is compared with what geometry says.
 */
public final class DemoTraffic implements AutoCloseable {

    private static final List<String> CUSTOMERS = List.of("alice", "bob", "carol", "dave", "erin");
    private static final List<String> MANAGERS = List.of("mona", "milo");
    private static final String OPERATOR = "olga";
    /** Relative; the file's single precision and the services' rounding stay far below. */
    private static final double VOLUME_TOLERANCE = 1e-3;

    private final SuiteClient suite;
    private final Patience patience;
    private final Listener listener;
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger begun = new AtomicInteger();
    private final Map<Integer, OrderStatus> underWay = new ConcurrentHashMap<>();
    private final Map<OrderStatus, Integer> ended = new EnumMap<>(OrderStatus.class);
    private int failed;

    /** Hears how each order ends; called by the threads of the orders, one at a time. */
    public interface Listener {

        void ended(String piece, Order order);

        void failed(String piece, RuntimeException reason);
    }

    /** @param patience for an order in one status */
    public DemoTraffic(SuiteClient suite, Patience patience, Listener listener) {
        this.suite = suite;
        this.patience = patience;
        this.listener = listener;
    }

    /** Begins one order of every kind: most are made, one is rejected, one is cancelled. */
    public void beginEveryKind() {
        for (int i = 0; i < Piece.KINDS; i++) {
            begin();
        }
    }

    /** Begins the next order, in threads of its own. */
    public void begin() {
        int number = begun.getAndIncrement();
        Piece piece = Piece.number(number);
        underWay.put(number, OrderStatus.SUBMITTED);
        people.execute(() -> {
            try {
                Order order = new Journey(number, piece).travel();
                conclude(number, () -> {
                    ended.merge(order.status(), 1, Integer::sum);
                    listener.ended(piece.name(), order);
                });
            } catch (RuntimeException reason) {
                conclude(number, () -> {
                    failed++;
                    listener.failed(piece.name(), reason);
                });
            }
        });
    }

    private synchronized void conclude(int number, Runnable conclusion) {
        underWay.remove(number);
        conclusion.run();
    }

    public synchronized Tally tally() {
        return new Tally(underWay.size(), ended.getOrDefault(OrderStatus.CLOSED, 0), ended.getOrDefault(OrderStatus.REJECTED, 0),
                ended.getOrDefault(OrderStatus.CANCELLED, 0), failed);
    }

    /** How many of the orders under way were last seen in each status. */
    public Map<OrderStatus, Integer> underWay() {
        Map<OrderStatus, Integer> counts = new EnumMap<>(OrderStatus.class);
        underWay.values().forEach(status -> counts.merge(status, 1, Integer::sum));
        return counts;
    }

    /** Abandons what is under way. */
    @Override
    public void close() {
        people.shutdownNow();
    }

    /** One piece's way through the suite. */
    private final class Journey {

        private final int number;
        private final Piece piece;
        private final Customer customer;

        Journey(int number, Piece piece) {
            this.number = number;
            this.piece = piece;
            this.customer = suite.customer(CUSTOMERS.get(number % CUSTOMERS.size()));
        }

        Order travel() {
            // Until it is answered: of one that failed half-way the model would stay, without anybody who knows of it.
            String model = patience.call(() -> customer.upload(stl())).model();
            UUID id = customer.place(model, piece.metal(), "demo-" + UUID.randomUUID()).id();
            OrderWatch watch = new OrderWatch(customer, id, patience, step -> underWay.put(number, step.status()));
            Order order = watch.until(OrderStatus.PRICED);
            if (order.status() == OrderStatus.PRICED) {
                checkVolume(order);
                order = piece.ending() == OrderStatus.CANCELLED ? customer.cancel(id) : produce(id, watch);
            }
            if (order.status() != piece.ending()) {
                throw new IllegalStateException("order %s ended as %s instead of %s".formatted(id, order.status(), piece.ending()));
            }
            return order;
        }

        private Order produce(UUID id, OrderWatch watch) {
            customer.accept(id);
            try (ManagerSession manager = suite.openSession(MANAGERS.get(number % MANAGERS.size()))) {
                manager.approve(id);
                watch.until(OrderStatus.PRODUCED);
                Operator operator = suite.operator(OPERATOR);
                operator.workOrders(20);
                if (operator.workOrder(id).toolpath().isEmpty()) {
                    throw new IllegalStateException("order %s is produced, but its work order shows no toolpath".formatted(id));
                }
                manager.ship(id);
                manager.closeOrder(id);
                return watch.until(OrderStatus.CLOSED);
            }
        }

        private void checkVolume(Order order) {
            double measured = order.volumeCubicMillimetres().map(BigDecimal::doubleValue).orElse(Double.NaN);
            piece.volume().ifPresent(expected -> {
                if (!(Math.abs(measured - expected) <= VOLUME_TOLERANCE * expected)) {
                    throw new IllegalStateException("order %s: measured %.4f mm³, geometry gives %.4f mm³"
                            .formatted(order.id(), measured, expected));
                }
            });
        }

        private byte[] stl() {
            try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
                StlFile.write(piece.model(), bytes);
                return bytes.toByteArray();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }
}
