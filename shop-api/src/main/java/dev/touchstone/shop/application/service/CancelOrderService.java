package dev.touchstone.shop.application.service;

import dev.touchstone.shop.application.port.in.CancelOrder;
import dev.touchstone.shop.application.port.out.OrderEvents;
import dev.touchstone.shop.application.port.out.Orders;
import dev.touchstone.shop.application.port.out.UnitOfWork;
import dev.touchstone.shop.domain.order.CancellableOrder;
import dev.touchstone.shop.domain.order.CancelledOrder;
import dev.touchstone.shop.domain.order.Order;
import java.time.Clock;
import java.util.Optional;

public final class CancelOrderService implements CancelOrder {
    private final Orders orders;
    private final OrderEvents events;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public CancelOrderService(Orders orders, OrderEvents events, UnitOfWork unitOfWork, Clock clock) {
        this.orders = orders;
        this.events = events;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Outcome cancel(Command command) {
        return unitOfWork.execute(() -> {
            Optional<Order> found = orders.find(command.order()).filter(order -> order.belongsTo(command.customer()));
            if (found.isEmpty()) {
                return new UnknownOrder(command.order());
            }
            if (!(found.get() instanceof CancellableOrder cancellable)) {
                return new NotCancellable(found.get().status());
            }
            CancelledOrder cancelled = cancellable.cancel(clock.instant());
            if (!orders.advance(cancelled)) {
                return new ChangedMeanwhile();
            }
            events.cancelled(cancelled);
            return new Cancelled(cancelled);
        });
    }
}
