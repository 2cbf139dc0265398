package dev.touchstone.crm;

import dev.touchstone.crm.domain.order.ApprovedOrder;
import dev.touchstone.crm.domain.order.ClosedOrder;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderPage;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.crm.domain.order.SampleOrders;
import dev.touchstone.crm.domain.order.ShippedOrder;
import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.SessionTimeouts;
import dev.touchstone.crm.domain.session.SessionToken;
import dev.touchstone.crm.domain.session.SessionTokenHash;
import dev.touchstone.crm.domain.session.UserId;
import dev.touchstone.observability.port.ObservedTwins;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservedTwinsTest {
    private static final SessionToken TOKEN = new SessionToken("A".repeat(43));

    @Test
    void everyPortIsObservedAndNothingElseChanges() {
        ObservedTwins.in("dev.touchstone.crm")
                .sample(SessionToken.class, TOKEN)
                .sample(SessionTokenHash.class, TOKEN.hash())
                .sample(ActiveSession.class, ActiveSession.opened(TOKEN.hash(), new UserId("anna"), Instant.EPOCH,
                        new SessionTimeouts(Duration.ofMinutes(30), Duration.ofHours(8))))
                .sample(Order.class, SampleOrders.order(1, OrderStatus.ACCEPTED), SampleOrders.order(2, OrderStatus.CLOSED))
                .sample(ApprovedOrder.class, SampleOrders.order(3, OrderStatus.APPROVED))
                .sample(ShippedOrder.class, SampleOrders.order(4, OrderStatus.SHIPPED))
                .sample(ClosedOrder.class, SampleOrders.order(5, OrderStatus.CLOSED))
                .sample(OrderPage.class, new OrderPage(Optional.empty(), Optional.empty(), 10))
                .verify();
    }
}
