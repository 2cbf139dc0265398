package dev.touchstone.shop;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.OFFERED;
import static dev.touchstone.shop.fakes.Samples.PENDANT;
import static dev.touchstone.shop.fakes.Samples.QUOTE;
import static dev.touchstone.shop.fakes.Samples.RING;
import static dev.touchstone.shop.fakes.Samples.SILVER;

import dev.touchstone.observability.port.ObservedTwins;
import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.domain.order.AcceptedOrder;
import dev.touchstone.shop.domain.order.CancelledOrder;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.IdempotencyKey;
import dev.touchstone.shop.domain.order.Metal;
import dev.touchstone.shop.domain.order.OfferedMetals;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderPage;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.Quote;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import dev.touchstone.shop.fakes.Samples;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ObservedTwinsTest {
    private static final OrderId ID = new OrderId(UUID.fromString("0199a5c4-7c00-7000-8000-000000000001"));

    @Test
    void observesEveryPortAndChangesNothing() {
        ObservedTwins.in("dev.touchstone.shop")
                .sample(CustomerId.class, ALICE)
                .sample(ModelId.class, RING)
                .sample(Model.class, new Model(PENDANT, 84))
                .sample(Metal.class, SILVER)
                .sample(OfferedMetals.class, OFFERED)
                .sample(IdempotencyKey.class, new IdempotencyKey("key-1"))
                .sample(Quote.class, QUOTE)
                .sample(OrderPage.class, new OrderPage(Optional.empty(), Optional.empty(), 10))
                .sample(Order.class, Samples.order(ID, ALICE, OrderStatus.SHIPPED))
                .sample(SubmittedOrder.class, Samples.order(ID, ALICE, OrderStatus.SUBMITTED))
                .sample(AcceptedOrder.class, Samples.order(ID, ALICE, OrderStatus.ACCEPTED))
                .sample(CancelledOrder.class, Samples.order(ID, ALICE, OrderStatus.CANCELLED))
                .verify();
    }
}
