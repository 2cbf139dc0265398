package dev.touchstone.crm.application.service;

import dev.touchstone.crm.application.port.in.ShipOrder;
import dev.touchstone.crm.application.port.out.OrderEvents;
import dev.touchstone.crm.application.port.out.Orders;
import dev.touchstone.crm.application.port.out.UnitOfWork;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.ProducedOrder;
import dev.touchstone.crm.domain.order.ShippedOrder;
import dev.touchstone.crm.domain.session.UserId;
import java.time.Clock;

public final class ShipOrderService implements ShipOrder {
    private final Orders orders;
    private final OrderEvents events;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public ShipOrderService(Orders orders, OrderEvents events, UnitOfWork unitOfWork, Clock clock) {
        this.orders = orders;
        this.events = events;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Outcome ship(Command command) {
        return unitOfWork.execute(() -> switch (orders.find(command.order()).orElse(null)) {
            case null -> new UnknownOrder(command.order());
            case ProducedOrder produced -> ship(produced, command.by());
            case Order other -> new NotProduced(command.order(), other.status());
        });
    }

    private Outcome ship(ProducedOrder produced, UserId by) {
        ShippedOrder shipped = produced.ship(clock.instant());
        if (!orders.replace(produced, shipped, by)) {
            return new ChangedMeanwhile(produced.details().id());
        }
        events.shipped(shipped);
        return new Shipped(shipped);
    }
}
