package dev.touchstone.scenarios;

import dev.touchstone.local.client.Customer;
import dev.touchstone.local.client.ManagerSession;
import dev.touchstone.local.client.Order;
import dev.touchstone.local.client.OrderStatus;
import dev.touchstone.local.client.OrderWatch;
import dev.touchstone.local.client.Patience;
import dev.touchstone.local.client.RequestRefused;
import dev.touchstone.local.client.SuiteClient;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Repeats every request until it is answered, as clients of a suite whose services may die have to: an unanswered request may have
 * had its effect, so the repeated one may find it done.
 */
final class PersistentCustomer {
    private static final int CONFLICT = 409;

    private final SuiteClient suite;
    private final Customer customer;
    private final Patience patience;

    PersistentCustomer(SuiteClient suite, Patience patience) {
        this.suite = suite;
        this.customer = suite.customer("alice");
        this.patience = patience;
    }

    /** Returns when the order is approved; the conveyor does the rest. */
    UUID orderAndApprove(String model, String metal, String key) {
        UUID id = patience.call(() -> customer.place(model, metal, key)).id();
        OrderWatch watch = new OrderWatch(customer, id, patience, step -> { });
        Order priced = watch.until(OrderStatus.PRICED);
        if (priced.status() != OrderStatus.PRICED) {
            throw new IllegalStateException("order " + id + " is " + priced.status());
        }
        unlessDone(OrderStatus.ACCEPTED, id, () -> customer.accept(id));
        // A session for each try, since the one before may have been lost with its answer.
        unlessDone(OrderStatus.APPROVED, id, () -> {
            try (ManagerSession manager = suite.openSession("mona")) {
                return manager.approve(id);
            }
        });
        return id;
    }

    private void unlessDone(OrderStatus goal, UUID id, Supplier<Order> act) {
        try {
            patience.call(act);
        } catch (RequestRefused refused) {
            if (refused.status() != CONFLICT || patience.call(() -> customer.order(id)).status().compareTo(goal) < 0) {
                throw refused;
            }
        }
    }
}
