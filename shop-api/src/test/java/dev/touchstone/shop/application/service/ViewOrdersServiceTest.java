package dev.touchstone.shop.application.service;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderPage;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.fakes.FakeShop;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewOrdersServiceTest {
    private final FakeShop shop = new FakeShop();

    @Test
    void showsAnOrderToItsCustomerOnly() {
        Order order = shop.given(ALICE, OrderStatus.PRICED);

        assertThat(shop.viewOrders.order(ALICE, order.id())).contains(order);
        assertThat(shop.viewOrders.order(BOB, order.id())).isEmpty();
        assertThat(shop.viewOrders.order(ALICE, shop.ids.next())).isEmpty();
    }

    @Test
    void listsTheCustomersOwnOrdersOnly() {
        Order alices = shop.given(ALICE, OrderStatus.PRICED);
        shop.given(BOB, OrderStatus.PRICED);

        assertThat(shop.viewOrders.orders(ALICE, new OrderPage(Optional.empty(), Optional.empty(), 10))).containsExactly(alices);
    }
}
