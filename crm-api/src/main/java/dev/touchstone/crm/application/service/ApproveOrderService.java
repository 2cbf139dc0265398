package dev.touchstone.crm.application.service;

import dev.touchstone.crm.application.port.in.ApproveOrder;
import dev.touchstone.crm.application.port.out.OrderEvents;
import dev.touchstone.crm.application.port.out.Orders;
import dev.touchstone.crm.application.port.out.UnitOfWork;
import dev.touchstone.crm.domain.order.AcceptedOrder;
import dev.touchstone.crm.domain.order.ApprovedOrder;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.session.UserId;
import java.time.Clock;

public final class ApproveOrderService implements ApproveOrder {
    private final Orders orders;
    private final OrderEvents events;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public ApproveOrderService(Orders orders, OrderEvents events, UnitOfWork unitOfWork, Clock clock) {
        this.orders = orders;
        this.events = events;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Outcome approve(Command command) {
        return unitOfWork.execute(() -> switch (orders.find(command.order()).orElse(null)) {
            case null -> new UnknownOrder(command.order());
            case AcceptedOrder accepted -> approve(accepted, command.by());
            case Order other -> new NotAccepted(command.order(), other.status());
        });
    }

    private Outcome approve(AcceptedOrder accepted, UserId by) {
        ApprovedOrder approved = accepted.approve(clock.instant());
        if (!orders.replace(accepted, approved, by)) {
            return new ChangedMeanwhile(accepted.details().id());
        }
        events.approved(approved);
        return new Approved(approved);
    }
}
