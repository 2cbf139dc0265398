package dev.touchstone.shop.application.port.out;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.BOB;
import static dev.touchstone.shop.fakes.Samples.NOON;
import static dev.touchstone.shop.fakes.Samples.QUOTE;
import static dev.touchstone.shop.fakes.Samples.REJECTION;
import static dev.touchstone.shop.fakes.Samples.RING;
import static dev.touchstone.shop.fakes.Samples.SILVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.shop.domain.order.CancellableOrder;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderDetails;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderPage;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.PricedOrder;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import dev.touchstone.shop.fakes.AtOnce;
import dev.touchstone.shop.fakes.SequentialOrderIds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public abstract class OrdersContract {
    protected static final SequentialOrderIds IDS = new SequentialOrderIds();

    protected abstract Orders orders();

    /** Brings an order there in any status, with the history that belongs to it. */
    protected abstract Order given(CustomerId customer, OrderStatus status);

    @Test
    void findsAnOrderAsItWasAdded() {
        SubmittedOrder order = added(ALICE);

        assertThat(orders().find(order.id())).contains(order);
    }

    @Test
    void doesNotFindWhatWasNeverAdded() {
        assertThat(orders().find(IDS.next())).isEmpty();
    }

    @Test
    void refusesToAddAnOrderTwice() {
        SubmittedOrder order = added(ALICE);

        assertThatThrownBy(() -> orders().add(order)).isInstanceOf(RuntimeException.class);
        assertThat(orders().find(order.id())).contains(order);
    }

    @Test
    void keepsAnOrdersWayToItsPriceAndOn() {
        SubmittedOrder submitted = added(ALICE);
        PricedOrder priced = submitted.price(QUOTE, NOON.plusSeconds(1));
        Order accepted = priced.accept(NOON.plusSeconds(2));
        Order cancelled = ((CancellableOrder) accepted).cancel(NOON.plusSeconds(3));

        for (Order step : List.of(priced, accepted, cancelled)) {
            assertThat(orders().advance(step)).isTrue();
            assertThat(orders().find(submitted.id())).contains(step);
        }
    }

    @Test
    void keepsTheReasonOfARejection() {
        SubmittedOrder submitted = added(ALICE);
        Order rejected = submitted.reject(REJECTION, NOON.plusSeconds(1));

        assertThat(orders().advance(rejected)).isTrue();
        assertThat(orders().find(submitted.id())).contains(rejected);
    }

    @Test
    void findsAnOrderInEveryStatus() {
        for (OrderStatus status : OrderStatus.values()) {
            Order order = given(ALICE, status);

            assertThat(orders().find(order.id())).contains(order);
        }
    }

    @Test
    void changesNothingWhenSomebodyElseChangedTheOrderSinceItWasRead() {
        PricedOrder priced = (PricedOrder) given(ALICE, OrderStatus.PRICED);
        Order accepted = priced.accept(NOON.plusSeconds(600));
        orders().advance(accepted);

        assertThat(orders().advance(priced.cancel(NOON.plusSeconds(601)))).isFalse();
        assertThat(orders().find(priced.id())).contains(accepted);
    }

    @Test
    void changesNothingWhenThereIsNoSuchOrder() {
        SubmittedOrder never = submitted(ALICE);

        assertThat(orders().advance(never.price(QUOTE, NOON))).isFalse();
        assertThat(orders().find(never.id())).isEmpty();
    }

    @Test
    void letsOneOfManyWhoReadTheSameVersionWin() {
        PricedOrder priced = (PricedOrder) given(ALICE, OrderStatus.PRICED);

        List<Boolean> won = AtOnce.run(8, () -> orders().advance(priced.accept(NOON.plusSeconds(600))));

        assertThat(won).containsOnlyOnce(true);
    }

    @Test
    void listsACustomersOrdersNewestFirst() {
        CustomerId carol = new CustomerId("carol");
        SubmittedOrder first = added(carol);
        SubmittedOrder second = added(carol);
        added(BOB);
        SubmittedOrder third = added(carol);

        assertThat(orders().of(carol, page(null, null, 100))).containsExactly(third, second, first);
    }

    @Test
    void pagesOnFromTheLastOrderSeen() {
        CustomerId dave = new CustomerId("dave");
        List<SubmittedOrder> added = List.of(added(dave), added(dave), added(dave));

        List<Order> newest = orders().of(dave, page(null, null, 2));
        assertThat(newest).containsExactly(added.get(2), added.get(1));
        assertThat(orders().of(dave, page(null, newest.getLast().id(), 2))).containsExactly(added.get(0));
        assertThat(orders().of(dave, page(null, added.get(0).id(), 2))).isEmpty();
    }

    @Test
    void listsOneStatusOnly() {
        CustomerId erin = new CustomerId("erin");
        added(erin);
        Order priced = given(erin, OrderStatus.PRICED);

        assertThat(orders().of(erin, page(OrderStatus.PRICED, null, 10))).containsExactly(priced);
        assertThat(orders().of(erin, page(OrderStatus.CLOSED, null, 10))).isEmpty();
    }

    private SubmittedOrder added(CustomerId customer) {
        SubmittedOrder order = submitted(customer);
        orders().add(order);
        return order;
    }

    private static SubmittedOrder submitted(CustomerId customer) {
        return SubmittedOrder.place(new OrderDetails(IDS.next(), customer, RING, SILVER), NOON);
    }

    private static OrderPage page(OrderStatus status, OrderId after, int limit) {
        return new OrderPage(Optional.ofNullable(status), Optional.ofNullable(after), limit);
    }
}
