package dev.touchstone.crm.application.service;

import dev.touchstone.crm.application.port.in.CloseOrder;
import dev.touchstone.crm.application.port.out.OrderEvents;
import dev.touchstone.crm.application.port.out.Orders;
import dev.touchstone.crm.application.port.out.UnitOfWork;
import dev.touchstone.crm.domain.order.ClosedOrder;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.ShippedOrder;
import dev.touchstone.crm.domain.session.UserId;
import java.time.Clock;

public final class CloseOrderService implements CloseOrder {
    private final Orders orders;
    private final OrderEvents events;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public CloseOrderService(Orders orders, OrderEvents events, UnitOfWork unitOfWork, Clock clock) {
        this.orders = orders;
        this.events = events;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Outcome close(Command command) {
        return unitOfWork.execute(() -> switch (orders.find(command.order()).orElse(null)) {
            case null -> new UnknownOrder(command.order());
            case ShippedOrder shipped -> close(shipped, command.by());
            case Order other -> new NotShipped(command.order(), other.status());
        });
    }

    private Outcome close(ShippedOrder shipped, UserId by) {
        ClosedOrder closed = shipped.close(clock.instant());
        if (!orders.replace(shipped, closed, by)) {
            return new ChangedMeanwhile(shipped.details().id());
        }
        events.closed(closed);
        return new Closed(closed);
    }
}
