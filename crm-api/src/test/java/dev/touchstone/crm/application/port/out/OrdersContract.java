package dev.touchstone.crm.application.port.out;

import static dev.touchstone.crm.domain.order.SampleOrders.id;
import static dev.touchstone.crm.domain.order.SampleOrders.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.crm.domain.order.AcceptedOrder;
import dev.touchstone.crm.domain.order.ApprovedOrder;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderPage;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.crm.domain.session.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public abstract class OrdersContract {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00.123456Z");

    /** Without any order. */
    private static final UserId MONA = new UserId("mona");

    protected abstract Orders orders();

    /** What the shop does. */
    protected abstract void place(Order order);

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void findsAnOrderInEveryStatusWithAllThatIsKnownOfIt(OrderStatus status) {
        place(order(1, status));

        assertThat(orders().find(id(1))).contains(order(1, status));
    }

    @Test
    void findsNoOrderThatWasNeverPlaced() {
        place(order(1, OrderStatus.ACCEPTED));

        assertThat(orders().find(id(2))).isEmpty();
    }

    @Test
    void replacesAnOrderByItsNextState() {
        place(order(1, OrderStatus.ACCEPTED));
        ApprovedOrder approved = accepted(1).approve(NOW);

        assertThat(orders().replace(accepted(1), approved, MONA)).isTrue();

        assertThat(orders().find(id(1))).contains(approved);
    }

    @Test
    void replacesNothingOverAVersionThatIsStoredNoMore() {
        place(order(1, OrderStatus.ACCEPTED));
        ApprovedOrder first = accepted(1).approve(NOW);
        orders().replace(accepted(1), first, MONA);

        assertThat(orders().replace(accepted(1), accepted(1).approve(NOW.plusSeconds(1)), MONA)).isFalse();

        assertThat(orders().find(id(1))).contains(first);
    }

    @Test
    void replacesNoOrderThatIsNotThere() {
        assertThat(orders().replace(accepted(1), accepted(1).approve(NOW), MONA)).isFalse();

        assertThat(orders().find(id(1))).isEmpty();
    }

    @Test
    void leavesTheOtherOrdersAlone() {
        place(order(1, OrderStatus.ACCEPTED));
        place(order(2, OrderStatus.ACCEPTED));

        orders().replace(accepted(1), accepted(1).approve(NOW), MONA);

        assertThat(orders().find(id(2))).contains(order(2, OrderStatus.ACCEPTED));
    }

    @Test
    void pagesNewestFirst() {
        place(order(2, OrderStatus.PRICED));
        place(order(1, OrderStatus.ACCEPTED));
        place(order(3, OrderStatus.CLOSED));

        assertThat(page(Optional.empty(), Optional.empty(), 10)).containsExactly(
                order(3, OrderStatus.CLOSED), order(2, OrderStatus.PRICED), order(1, OrderStatus.ACCEPTED));
    }

    @Test
    void pagesThroughOneStatusFromWhereTheLastPageEnded() {
        for (int number = 1; number <= 5; number++) {
            place(order(number, number == 4 ? OrderStatus.PRODUCED : OrderStatus.ACCEPTED));
        }

        assertThat(ids(page(Optional.of(OrderStatus.ACCEPTED), Optional.empty(), 2))).containsExactly(id(5), id(3));
        assertThat(ids(page(Optional.of(OrderStatus.ACCEPTED), Optional.of(id(3)), 2))).containsExactly(id(2), id(1));
        assertThat(ids(page(Optional.of(OrderStatus.ACCEPTED), Optional.of(id(1)), 2))).isEmpty();
        assertThat(ids(page(Optional.empty(), Optional.of(id(5)), 1))).containsExactly(id(4));
    }

    private List<Order> page(Optional<OrderStatus> status, Optional<OrderId> after, int limit) {
        return orders().page(new OrderPage(status, after, limit));
    }

    private static List<OrderId> ids(List<Order> orders) {
        return orders.stream().map(order -> order.details().id()).toList();
    }

    private static AcceptedOrder accepted(int number) {
        return (AcceptedOrder) order(number, OrderStatus.ACCEPTED);
    }
}
