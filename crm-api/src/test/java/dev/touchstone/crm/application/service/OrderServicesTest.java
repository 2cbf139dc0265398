package dev.touchstone.crm.application.service;

import static dev.touchstone.crm.domain.order.SampleOrders.id;
import static dev.touchstone.crm.domain.order.SampleOrders.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.crm.MovingClock;
import dev.touchstone.crm.application.port.in.ApproveOrder;
import dev.touchstone.crm.application.port.in.CloseOrder;
import dev.touchstone.crm.application.port.in.ShipOrder;
import dev.touchstone.crm.application.port.in.ViewOrders;
import dev.touchstone.crm.application.port.out.InMemoryOrders;
import dev.touchstone.crm.application.port.out.Orders;
import dev.touchstone.crm.application.port.out.PlainUnitOfWork;
import dev.touchstone.crm.application.port.out.RecordedOrderEvents;
import dev.touchstone.crm.application.port.out.UnitOfWork;
import dev.touchstone.crm.domain.order.ApprovedOrder;
import dev.touchstone.crm.domain.order.ClosedOrder;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderPage;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.crm.domain.order.ShippedOrder;
import dev.touchstone.crm.domain.session.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderServicesTest {
    private static final OrderId ORDER = id(1);
    private static final UserId MONA = new UserId("mona");

    private final MovingClock clock = new MovingClock(Instant.parse("2026-03-02T10:00:00Z"));
    private final InMemoryOrders orders = new InMemoryOrders();
    private final RecordedOrderEvents events = new RecordedOrderEvents();
    private final UnitOfWork unitOfWork = new PlainUnitOfWork();

    @Test
    void approvesAnAcceptedOrderAndTellsSo() {
        orders.placed(order(1, OrderStatus.ACCEPTED));

        ApproveOrder.Outcome outcome = approve(orders);

        ApprovedOrder approved = (ApprovedOrder) orders.find(ORDER).orElseThrow();
        assertThat(outcome).isEqualTo(new ApproveOrder.Approved(approved));
        assertThat(approved.details().updatedAt()).isEqualTo(clock.instant());
        assertThat(events.told()).containsExactly(approved);
        assertThat(orders.decisions).containsExactly("APPROVED by mona");
    }

    @Test
    void shipsAProducedOrderAndTellsSo() {
        orders.placed(order(1, OrderStatus.PRODUCED));

        ShipOrder.Outcome outcome = ship(orders);

        ShippedOrder shipped = (ShippedOrder) orders.find(ORDER).orElseThrow();
        assertThat(outcome).isEqualTo(new ShipOrder.Shipped(shipped));
        assertThat(events.told()).containsExactly(shipped);
        assertThat(orders.decisions).containsExactly("SHIPPED by mona");
    }

    @Test
    void closesAShippedOrderAndTellsSo() {
        orders.placed(order(1, OrderStatus.SHIPPED));

        CloseOrder.Outcome outcome = close(orders);

        ClosedOrder closed = (ClosedOrder) orders.find(ORDER).orElseThrow();
        assertThat(outcome).isEqualTo(new CloseOrder.Closed(closed));
        assertThat(events.told()).containsExactly(closed);
        assertThat(orders.decisions).containsExactly("CLOSED by mona");
    }

    @ParameterizedTest
    @EnumSource(value = OrderStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "ACCEPTED")
    void refusesToApproveAnOrderInAnyOtherStatus(OrderStatus status) {
        orders.placed(order(1, status));

        assertThat(approve(orders)).isEqualTo(new ApproveOrder.NotAccepted(ORDER, status));
        assertUntouched(status);
    }

    @ParameterizedTest
    @EnumSource(value = OrderStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "PRODUCED")
    void refusesToShipAnOrderInAnyOtherStatus(OrderStatus status) {
        orders.placed(order(1, status));

        assertThat(ship(orders)).isEqualTo(new ShipOrder.NotProduced(ORDER, status));
        assertUntouched(status);
    }

    @ParameterizedTest
    @EnumSource(value = OrderStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "SHIPPED")
    void refusesToCloseAnOrderInAnyOtherStatus(OrderStatus status) {
        orders.placed(order(1, status));

        assertThat(close(orders)).isEqualTo(new CloseOrder.NotShipped(ORDER, status));
        assertUntouched(status);
    }

    @Test
    void refusesAnOrderThatNobodyPlaced() {
        assertThat(approve(orders)).isEqualTo(new ApproveOrder.UnknownOrder(ORDER));
        assertThat(ship(orders)).isEqualTo(new ShipOrder.UnknownOrder(ORDER));
        assertThat(close(orders)).isEqualTo(new CloseOrder.UnknownOrder(ORDER));
        assertThat(events.told()).isEmpty();
    }

    @Test
    void tellsNothingWhenSomeoneElseChangedTheOrderMeanwhile() {
        orders.placed(order(1, OrderStatus.ACCEPTED));
        assertThat(approve(new Raced(orders))).isEqualTo(new ApproveOrder.ChangedMeanwhile(ORDER));

        orders.placed(order(1, OrderStatus.PRODUCED));
        assertThat(ship(new Raced(orders))).isEqualTo(new ShipOrder.ChangedMeanwhile(ORDER));

        orders.placed(order(1, OrderStatus.SHIPPED));
        assertThat(close(new Raced(orders))).isEqualTo(new CloseOrder.ChangedMeanwhile(ORDER));

        assertThat(events.told()).isEmpty();
    }

    @Test
    void listsOrdersOfAStatusFromWhereTheLastPageEnded() {
        for (int number = 1; number <= 5; number++) {
            orders.placed(order(number, number == 4 ? OrderStatus.PRODUCED : OrderStatus.ACCEPTED));
        }
        ViewOrders viewOrders = new ViewOrdersService(orders);

        List<Order> first = viewOrders.orders(new OrderPage(Optional.of(OrderStatus.ACCEPTED), Optional.empty(), 2));
        List<Order> second = viewOrders.orders(new OrderPage(Optional.of(OrderStatus.ACCEPTED), Optional.of(id(3)), 2));

        assertThat(first).extracting(order -> order.details().id()).containsExactly(id(5), id(3));
        assertThat(second).extracting(order -> order.details().id()).containsExactly(id(2), id(1));
        assertThat(viewOrders.order(id(4))).contains(order(4, OrderStatus.PRODUCED));
        assertThat(viewOrders.order(id(6))).isEmpty();
    }

    private void assertUntouched(OrderStatus status) {
        assertThat(orders.find(ORDER)).contains(order(1, status));
        assertThat(events.told()).isEmpty();
    }

    private ApproveOrder.Outcome approve(Orders there) {
        return new ApproveOrderService(there, events, unitOfWork, clock).approve(new ApproveOrder.Command(ORDER, MONA));
    }

    private ShipOrder.Outcome ship(Orders there) {
        return new ShipOrderService(there, events, unitOfWork, clock).ship(new ShipOrder.Command(ORDER, MONA));
    }

    private CloseOrder.Outcome close(Orders there) {
        return new CloseOrderService(there, events, unitOfWork, clock).close(new CloseOrder.Command(ORDER, MONA));
    }

    /** Someone else is always faster. */
    private record Raced(Orders orders) implements Orders {
        @Override
        public Optional<Order> find(OrderId id) {
            return orders.find(id);
        }

        @Override
        public List<Order> page(OrderPage page) {
            return orders.page(page);
        }

        @Override
        public boolean replace(Order current, Order next, UserId by) {
            orders.replace(current, next, by);
            return orders.replace(current, next, by);
        }
    }
}
