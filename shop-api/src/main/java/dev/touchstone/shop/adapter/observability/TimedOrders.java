package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.shop.application.port.out.Orders;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Milestone;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderPage;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** How long orders stood in each status, told when the step out of it is committed. Steps that this service takes are there from the start, at 0. */
public final class TimedOrders implements Orders {
    private static final Set<OrderStatus> TAKEN_BY_CRM = EnumSet.of(OrderStatus.APPROVED, OrderStatus.SHIPPED, OrderStatus.CLOSED);

    private final Orders orders;
    private final Meters meters;
    private final Consumer<Runnable> afterCommit;

    /** @param afterCommit runs something once what this thread is doing is committed, and never when it is undone */
    public TimedOrders(Orders orders, Meters meters, Consumer<Runnable> afterCommit) {
        this.orders = orders;
        this.meters = meters;
        this.afterCommit = afterCommit;
        for (OrderStatus from : OrderStatus.values()) {
            from.next().stream().filter(to -> !TAKEN_BY_CRM.contains(to))
                    .forEach(to -> meters.histogram(Metric.ORDER_TRANSITION, from.name(), to.name()));
        }
    }

    @Override
    public void add(SubmittedOrder order) {
        orders.add(order);
    }

    @Override
    public boolean advance(Order order) {
        boolean advanced = orders.advance(order);
        if (advanced) {
            afterCommit.accept(() -> record(order.progress().milestones()));
        }
        return advanced;
    }

    private void record(List<Milestone> milestones) {
        Milestone left = milestones.get(milestones.size() - 2);
        Milestone reached = milestones.getLast();
        // The conveyor's clock may disagree with ours by a little; no order stands anywhere for a negative time.
        Duration stood = Duration.between(left.at(), reached.at());
        meters.histogram(Metric.ORDER_TRANSITION, left.status().name(), reached.status().name()).record(stood.isNegative() ? Duration.ZERO : stood);
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return orders.find(id);
    }

    @Override
    public List<Order> of(CustomerId customer, OrderPage page) {
        return orders.of(customer, page);
    }
}
