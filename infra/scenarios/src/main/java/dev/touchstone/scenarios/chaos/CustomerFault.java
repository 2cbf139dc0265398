package dev.touchstone.scenarios.chaos;

import dev.touchstone.local.client.Customer;
import dev.touchstone.local.client.ManagerSession;
import dev.touchstone.local.client.Order;
import dev.touchstone.local.models.OpenModel;
import dev.touchstone.local.models.Ring;
import dev.touchstone.local.models.StlFile;
import dev.touchstone.scenarios.ledger.Attempt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What people do to the suite, or send it. */
public final class CustomerFault extends Fault {
    private static final long NANOS = Duration.ofSeconds(1).toNanos();
    private static final String POISONED_METAL = "silver-925";

    private final String what;
    private final Duration period;
    private final Deed deed;
    private final Runnable undo;
    private final Collection<Attempt> attempts;
    private final Repetition repetition = new Repetition("people");

    private interface Deed {
        void in(Suite suite, long number) throws Exception;
    }

    private CustomerFault(String what, double perSecond, Deed deed) {
        this(what, perSecond, deed, () -> { }, List.of());
    }

    /**
     * @param undo     of what the deeds leave behind
     * @param attempts that the deeds make
     */
    private CustomerFault(String what, double perSecond, Deed deed, Runnable undo, Collection<Attempt> attempts) {
        if (!(perSecond > 0 && perSecond <= 200)) {
            throw new IllegalArgumentException("a rate above 0 and up to 200 a second is needed, not " + perSecond);
        }
        this.what = "%s, %.1f a second".formatted(what, perSecond);
        this.period = Duration.ofNanos((long) (NANOS / perSecond));
        this.deed = deed;
        this.undo = undo;
        this.attempts = attempts;
    }

    /** Somebody orders pieces whose models have holes. */
    public static Fault poisonModels(double perSecond) {
        byte[] poison = poison();
        String subject = "poisoner-" + UUID.randomUUID();
        Map<String, Attempt> attempts = new ConcurrentHashMap<>();
        return new CustomerFault("models that are not watertight", perSecond, (suite, number) -> {
            Customer customer = suite.people().customer(subject);
            String model = customer.upload(poison).model();
            String key = "poison-" + number;
            attempts.put(key, new Attempt(subject, key, model, POISONED_METAL, Optional.empty(), false));
            Order order = customer.place(model, POISONED_METAL, key);
            attempts.put(key, new Attempt(subject, key, model, POISONED_METAL, Optional.of(order.id()), false));
        }, () -> { }, attempts.values());
    }

    /** One manager opens sessions and ends none of them before it is over. */
    public static Fault sessionStorm(double perSecond) {
        Queue<ManagerSession> sessions = new ConcurrentLinkedQueue<>();
        return new CustomerFault("sessions that nobody ends", perSecond, (suite, _) -> sessions.add(suite.people().openSession("storm")), () -> {
            try (ExecutorService ending = Executors.newFixedThreadPool(8)) {
                for (ManagerSession session = sessions.poll(); session != null; session = sessions.poll()) {
                    ending.submit(session::close);
                }
            }
        }, List.of());
    }

    /**
     * Customers whose clock is wrong come with tokens that are no more, or not yet, good for anything.
     *
     * @param skew how far their clock is behind
     */
    public static Fault expiredTokens(Duration skew, double perSecond) {
        return new CustomerFault("tokens " + skew + " past their end", perSecond, (suite, _) -> suite.status(HttpRequest
                .newBuilder(suite.addresses().services().get("shop-api").api().resolve("/api/v1/orders"))
                .header("Authorization", "Bearer " + suite.tokens().token(List.of("customer"), "latecomer", skew.negated())).GET()));
    }

    private static byte[] poison() {
        try (ByteArrayOutputStream stl = new ByteArrayOutputStream()) {
            StlFile.write(new OpenModel(Ring.ofSize(54).withFacetsUpTo(1_000), 7), stl);
            return stl.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void begin(Suite target) {
        long[] number = {0};
        repetition.start(period, () -> deed.in(target, number[0]++));
    }

    @Override
    void end(Suite target) {
        repetition.stop();
        undo.run();
    }

    @Override
    public Collection<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    @Override
    public String toString() {
        return what;
    }
}
