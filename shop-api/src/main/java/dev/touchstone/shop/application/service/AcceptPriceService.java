package dev.touchstone.shop.application.service;

import dev.touchstone.shop.application.port.in.AcceptPrice;
import dev.touchstone.shop.application.port.out.OrderEvents;
import dev.touchstone.shop.application.port.out.Orders;
import dev.touchstone.shop.application.port.out.UnitOfWork;
import dev.touchstone.shop.domain.order.AcceptedOrder;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.PricedOrder;
import java.time.Clock;
import java.util.Optional;

public final class AcceptPriceService implements AcceptPrice {
    private final Orders orders;
    private final OrderEvents events;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public AcceptPriceService(Orders orders, OrderEvents events, UnitOfWork unitOfWork, Clock clock) {
        this.orders = orders;
        this.events = events;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Outcome accept(Command command) {
        return unitOfWork.execute(() -> {
            Optional<Order> found = orders.find(command.order()).filter(order -> order.belongsTo(command.customer()));
            if (found.isEmpty()) {
                return new UnknownOrder(command.order());
            }
            if (!(found.get() instanceof PricedOrder priced)) {
                return new NotPriced(found.get().status());
            }
            AcceptedOrder accepted = priced.accept(clock.instant());
            if (!orders.advance(accepted)) {
                return new ChangedMeanwhile();
            }
            events.accepted(accepted);
            return new Accepted(accepted);
        });
    }
}
