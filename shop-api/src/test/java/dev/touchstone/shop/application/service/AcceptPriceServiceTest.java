package dev.touchstone.shop.application.service;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.shop.application.port.in.AcceptPrice;
import dev.touchstone.shop.application.port.in.AcceptPrice.Accepted;
import dev.touchstone.shop.application.port.in.AcceptPrice.ChangedMeanwhile;
import dev.touchstone.shop.application.port.in.AcceptPrice.Command;
import dev.touchstone.shop.application.port.in.AcceptPrice.NotPriced;
import dev.touchstone.shop.application.port.in.AcceptPrice.Outcome;
import dev.touchstone.shop.application.port.in.AcceptPrice.UnknownOrder;
import dev.touchstone.shop.domain.order.AcceptedOrder;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.fakes.AtOnce;
import dev.touchstone.shop.fakes.FakeShop;
import dev.touchstone.shop.fakes.OvertakenOrders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AcceptPriceServiceTest {
    private final FakeShop shop = new FakeShop();

    @Test
    void acceptsAPricedOrderAndTellsOfIt() {
        Order priced = shop.given(ALICE, OrderStatus.PRICED);

        Outcome outcome = shop.acceptPrice.accept(new Command(ALICE, priced.id()));

        AcceptedOrder accepted = ((Accepted) outcome).order();
        assertThat(accepted.progress().updatedAt()).isEqualTo(FakeShop.CLOCK.instant());
        assertThat(shop.orders.find(priced.id())).contains(accepted);
        assertThat(shop.events.told()).containsExactly(accepted);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PRICED")
    void refusesAnOrderInAnyOtherState(OrderStatus status) {
        Order order = shop.given(ALICE, status);

        assertThat(shop.acceptPrice.accept(new Command(ALICE, order.id()))).isEqualTo(new NotPriced(status));
        assertThat(shop.orders.find(order.id())).contains(order);
        assertThat(shop.events.told()).isEmpty();
    }

    @Test
    void doesNotKnowSomebodyElsesOrder() {
        Order priced = shop.given(ALICE, OrderStatus.PRICED);
        OrderId nobodys = shop.ids.next();

        assertThat(shop.acceptPrice.accept(new Command(BOB, priced.id()))).isEqualTo(new UnknownOrder(priced.id()));
        assertThat(shop.acceptPrice.accept(new Command(BOB, nobodys))).isEqualTo(new UnknownOrder(nobodys));
        assertThat(shop.orders.find(priced.id())).contains(priced);
    }

    @Test
    void refusesWhenSomebodyWasFaster() {
        Order priced = shop.given(ALICE, OrderStatus.PRICED);
        AcceptPrice overtaken = new AcceptPriceService(new OvertakenOrders(shop.orders), shop.events, shop.unitOfWork, FakeShop.CLOCK);

        assertThat(overtaken.accept(new Command(ALICE, priced.id()))).isEqualTo(new ChangedMeanwhile());
        assertThat(shop.events.told()).isEmpty();
    }

    @Test
    void letsOneOfTwoAcceptancesAtOnceWin() {
        Order priced = shop.given(ALICE, OrderStatus.PRICED);

        List<Outcome> outcomes = AtOnce.run(2, () -> shop.acceptPrice.accept(new Command(ALICE, priced.id())));

        assertThat(outcomes).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(shop.events.told()).hasSize(1);
    }
}
