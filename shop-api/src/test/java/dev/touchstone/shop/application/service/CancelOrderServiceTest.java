package dev.touchstone.shop.application.service;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.shop.application.port.in.CancelOrder;
import dev.touchstone.shop.application.port.in.CancelOrder.Cancelled;
import dev.touchstone.shop.application.port.in.CancelOrder.ChangedMeanwhile;
import dev.touchstone.shop.application.port.in.CancelOrder.Command;
import dev.touchstone.shop.application.port.in.CancelOrder.NotCancellable;
import dev.touchstone.shop.application.port.in.CancelOrder.Outcome;
import dev.touchstone.shop.application.port.in.CancelOrder.UnknownOrder;
import dev.touchstone.shop.domain.order.CancelledOrder;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.fakes.FakeShop;
import dev.touchstone.shop.fakes.OvertakenOrders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CancelOrderServiceTest {
    private final FakeShop shop = new FakeShop();

    @ParameterizedTest
    @EnumSource(names = {"PRICED", "ACCEPTED"})
    void cancelsAnOrderThatNobodyApprovedAndTellsOfIt(OrderStatus status) {
        Order order = shop.given(ALICE, status);

        Outcome outcome = shop.cancelOrder.cancel(new Command(ALICE, order.id()));

        CancelledOrder cancelled = ((Cancelled) outcome).order();
        assertThat(cancelled.progress().previousStatus()).contains(status);
        assertThat(shop.orders.find(order.id())).contains(cancelled);
        assertThat(shop.events.told()).containsExactly(cancelled);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"PRICED", "ACCEPTED"})
    void refusesAnOrderInAnyOtherState(OrderStatus status) {
        Order order = shop.given(ALICE, status);

        assertThat(shop.cancelOrder.cancel(new Command(ALICE, order.id()))).isEqualTo(new NotCancellable(status));
        assertThat(shop.orders.find(order.id())).contains(order);
        assertThat(shop.events.told()).isEmpty();
    }

    @Test
    void doesNotKnowSomebodyElsesOrder() {
        Order order = shop.given(ALICE, OrderStatus.PRICED);

        assertThat(shop.cancelOrder.cancel(new Command(BOB, order.id()))).isEqualTo(new UnknownOrder(order.id()));
        assertThat(shop.orders.find(order.id())).contains(order);
    }

    @Test
    void refusesWhenSomebodyWasFaster() {
        Order order = shop.given(ALICE, OrderStatus.ACCEPTED);
        CancelOrder overtaken = new CancelOrderService(new OvertakenOrders(shop.orders), shop.events, shop.unitOfWork, FakeShop.CLOCK);

        assertThat(overtaken.cancel(new Command(ALICE, order.id()))).isEqualTo(new ChangedMeanwhile());
        assertThat(shop.events.told()).isEmpty();
    }
}
