package dev.touchstone.local.client;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Follows one order through its statuses, and bears a shop that is away for a while. For one thread. */
public final class OrderWatch {

    private final Customer customer;
    private final UUID id;
    private final Patience patience;
    private final Listener listener;
    private int told;

    /** Hears how the order moves. */
    public interface Listener {

        /** Each status is told once, in their order, also when several passed between two looks. */
        void reached(Order.Step step);

        /** A look found nothing new. */
        default void waiting(OrderStatus status, Duration since) {
        }

        /** The shop could not be asked; the watch goes on. */
        default void away(SuiteFailure failure) {
        }
    }

    /** The order did not move within the limit of the patience. */
    public static final class Stuck extends RuntimeException {

        Stuck(UUID id, OrderStatus status, Duration since) {
            super("order %s has stayed %s for %d s".formatted(id, status, since.toSeconds()));
        }
    }

    /** @param patience for the order in one status, and for the shop being away */
    public OrderWatch(Customer customer, UUID id, Patience patience, Listener listener) {
        this.customer = customer;
        this.id = id;
        this.patience = patience;
        this.listener = listener;
    }

    /**
     * Returns the order once it is in one of the awaited statuses, or in one that nothing follows.
     *
     * @throws Stuck        when it stays in another status for too long
     * @throws SuiteFailure when the shop refuses to show it, or stays away for too long
     */
    public Order until(OrderStatus... awaited) {
        Set<OrderStatus> goals = Set.of(awaited);
        long movedAt = System.nanoTime();
        while (true) {
            Order order = patience.call(() -> customer.order(id), listener::away);
            List<Order.Step> news = order.history().subList(told, order.history().size());
            if (!news.isEmpty()) {
                told = order.history().size();
                movedAt = System.nanoTime();
                news.forEach(listener::reached);
            }
            if (goals.contains(order.status()) || order.status().ended()) {
                return order;
            }
            Duration since = Patience.since(movedAt);
            if (patience.exceededBy(since)) {
                throw new Stuck(id, order.status(), since);
            }
            listener.waiting(order.status(), since);
            patience.pause();
        }
    }
}
