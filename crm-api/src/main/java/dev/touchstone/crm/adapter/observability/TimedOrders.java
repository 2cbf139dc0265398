package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.out.Orders;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderPage;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.crm.domain.session.UserId;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Histogram;
import dev.touchstone.observability.meter.Meters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How long orders stood in each status, told when the step out of it is committed. The managers' steps are there from the start, at 0. */
public final class TimedOrders implements Orders {
    private final Orders orders;
    private final Meters meters;
    private final Consumer<Runnable> afterCommit;

    /** @param afterCommit runs something once what this thread is doing is committed, and never when it is undone */
    public TimedOrders(Orders orders, Meters meters, Consumer<Runnable> afterCommit) {
        this.orders = orders;
        this.meters = meters;
        this.afterCommit = afterCommit;
        step(OrderStatus.ACCEPTED, OrderStatus.APPROVED);
        step(OrderStatus.PRODUCED, OrderStatus.SHIPPED);
        step(OrderStatus.SHIPPED, OrderStatus.CLOSED);
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return orders.find(id);
    }

    @Override
    public List<Order> page(OrderPage page) {
        return orders.page(page);
    }

    @Override
    public boolean replace(Order current, Order next, UserId by) {
        boolean replaced = orders.replace(current, next, by);
        if (replaced) {
            // The clock of who took the step before may disagree with ours by a little; no order stands anywhere for a negative time.
            Duration stood = Duration.between(current.details().updatedAt(), next.details().updatedAt());
            afterCommit.accept(() -> step(current.status(), next.status()).record(stood.isNegative() ? Duration.ZERO : stood));
        }
        return replaced;
    }

    private Histogram step(OrderStatus from, OrderStatus to) {
        return meters.histogram(Metric.ORDER_TRANSITION, from.name(), to.name());
    }
}
