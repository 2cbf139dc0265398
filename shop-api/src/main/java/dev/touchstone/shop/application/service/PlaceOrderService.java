package dev.touchstone.shop.application.service;

import dev.touchstone.shop.application.port.in.PlaceOrder;
import dev.touchstone.shop.application.port.out.IdempotencyKeys;
import dev.touchstone.shop.application.port.out.OrderEvents;
import dev.touchstone.shop.application.port.out.OrderIds;
import dev.touchstone.shop.application.port.out.Orders;
import dev.touchstone.shop.application.port.out.UnitOfWork;
import dev.touchstone.shop.application.port.out.UploadedModels;
import dev.touchstone.shop.domain.order.OfferedMetals;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderDetails;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import java.time.Clock;
import java.util.Optional;

public final class PlaceOrderService implements PlaceOrder {
    private final Orders orders;
    private final OrderIds ids;
    private final IdempotencyKeys keys;
    private final UploadedModels models;
    private final OfferedMetals offered;
    private final OrderEvents events;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public PlaceOrderService(Orders orders, OrderIds ids, IdempotencyKeys keys, UploadedModels models, OfferedMetals offered,
            OrderEvents events, UnitOfWork unitOfWork, Clock clock) {
        this.orders = orders;
        this.ids = ids;
        this.keys = keys;
        this.models = models;
        this.offered = offered;
        this.events = events;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Outcome place(Command command) {
        return unitOfWork.execute(() -> {
            // The key comes before every other rule: a repeated request gets its order even if it would be refused today.
            Optional<OrderId> earlier = keys.find(command.customer(), command.key());
            if (earlier.isPresent()) {
                return replay(earlier.get(), command);
            }
            if (!offered.include(command.metal())) {
                return new MetalNotOffered(command.metal(), offered);
            }
            if (!models.contain(command.customer(), command.model())) {
                return new ModelNotUploaded(command.model());
            }
            OrderId id = ids.next();
            OrderId holder = keys.claim(command.customer(), command.key(), id);
            return holder.equals(id) ? submit(id, command) : replay(holder, command);
        });
    }

    private Placed submit(OrderId id, Command command) {
        SubmittedOrder order = SubmittedOrder.place(
                new OrderDetails(id, command.customer(), command.model(), command.metal()), clock.instant());
        orders.add(order);
        events.submitted(order);
        return new Placed(order);
    }

    /** What was asked is all in the order's details, so they tell whether the same is asked again. */
    private Outcome replay(OrderId id, Command command) {
        Order order = orders.find(id).orElseThrow();
        OrderDetails asked = new OrderDetails(id, command.customer(), command.model(), command.metal());
        return order.details().equals(asked) ? new Replayed(order) : new KeyReused();
    }
}
