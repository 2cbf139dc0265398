package dev.touchstone.shop.application.service;

import dev.touchstone.shop.application.port.in.FollowConveyor;
import dev.touchstone.shop.application.port.out.Orders;
import dev.touchstone.shop.application.port.out.UnitOfWork;
import dev.touchstone.shop.domain.order.ApprovedOrder;
import dev.touchstone.shop.domain.order.InProductionOrder;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.Quote;
import dev.touchstone.shop.domain.order.Rejection;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

public final class FollowConveyorService implements FollowConveyor {
    private final Orders orders;
    private final UnitOfWork unitOfWork;

    public FollowConveyorService(Orders orders, UnitOfWork unitOfWork) {
        this.orders = orders;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Outcome priced(OrderId order, Quote quote, Instant at) {
        return follow(order, SubmittedOrder.class, OrderStatus.SUBMITTED, submitted -> submitted.price(quote, at));
    }

    @Override
    public Outcome rejected(OrderId order, Rejection rejection, Instant at) {
        return follow(order, SubmittedOrder.class, OrderStatus.SUBMITTED, submitted -> submitted.reject(rejection, at));
    }

    @Override
    public Outcome productionStarted(OrderId order, Instant at) {
        return follow(order, ApprovedOrder.class, OrderStatus.APPROVED, approved -> approved.startProduction(at));
    }

    @Override
    public Outcome productionFinished(OrderId order, Instant at) {
        return follow(order, InProductionOrder.class, OrderStatus.IN_PRODUCTION, producing -> producing.finishProduction(at));
    }

    private <S extends Order> Outcome follow(OrderId id, Class<S> from, OrderStatus fromStatus, Function<S, Order> step) {
        return unitOfWork.execute(() -> {
            Optional<Order> found = orders.find(id);
            if (found.isEmpty()) {
                return new UnknownOrder(id);
            }
            Order order = found.get();
            if (!from.isInstance(order)) {
                return order.status().leadsTo(fromStatus) ? new TooEarly(order.status()) : new AlreadyPast(order.status());
            }
            Order further = step.apply(from.cast(order));
            return orders.advance(further) ? new Followed(further) : new ChangedMeanwhile();
        });
    }
}
