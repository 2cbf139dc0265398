package dev.touchstone.shop.adapter.observability;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.shop.application.port.in.NoteShownPrices;
import dev.touchstone.shop.application.service.NoteShownPricesService;
import dev.touchstone.shop.domain.order.InProductionOrder;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.PricedOrder;
import dev.touchstone.shop.fakes.FakeShop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of an order's times, by value. */
class OrderTimesTest {
    private final FakeShop shop = new FakeShop();
    private final Telemetry telemetry = Telemetry.forTests();
    private final Meters meters = telemetry.meters();
    private final List<Runnable> uncommitted = new ArrayList<>();
    private final TimedOrders orders = new TimedOrders(shop.orders, meters, uncommitted::add);

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void tellsHowLongAnOrderStoodOnceTheStepIsCommitted() {
        PricedOrder priced = (PricedOrder) shop.given(ALICE, OrderStatus.PRICED);

        assertThat(orders.advance(priced.accept(priced.progress().updatedAt().plusSeconds(42)))).isTrue();
        assertThat(meters.count(Metric.ORDER_TRANSITION, "PRICED", "ACCEPTED")).as("before the commit").isZero();
        uncommitted.forEach(Runnable::run);

        assertThat(meters.count(Metric.ORDER_TRANSITION, "PRICED", "ACCEPTED")).isEqualTo(1);
        assertThat(meters.sum(Metric.ORDER_TRANSITION, "PRICED", "ACCEPTED")).isEqualTo(42);
    }

    @Test
    void tellsNothingOfAStepThatSomebodyElseWasQuickerAt() {
        PricedOrder priced = (PricedOrder) shop.given(ALICE, OrderStatus.PRICED);
        shop.orders.advance(priced.cancel(priced.progress().updatedAt()));

        assertThat(orders.advance(priced.accept(priced.progress().updatedAt()))).isFalse();

        assertThat(uncommitted).isEmpty();
    }

    @Test
    void tellsNoNegativeTimeWhereClocksDisagree() {
        InProductionOrder producing = (InProductionOrder) shop.given(ALICE, OrderStatus.IN_PRODUCTION);

        orders.advance(producing.finishProduction(producing.progress().updatedAt().minusSeconds(1)));
        uncommitted.forEach(Runnable::run);

        assertThat(meters.count(Metric.ORDER_TRANSITION, "IN_PRODUCTION", "PRODUCED")).isEqualTo(1);
        assertThat(meters.sum(Metric.ORDER_TRANSITION, "IN_PRODUCTION", "PRODUCED")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"SUBMITTED, PRICED, true", "SUBMITTED, REJECTED, true", "PRICED, ACCEPTED, true", "PRICED, CANCELLED, true", "ACCEPTED, CANCELLED, true",
        "APPROVED, IN_PRODUCTION, true", "IN_PRODUCTION, PRODUCED, true", "ACCEPTED, APPROVED, false", "PRODUCED, SHIPPED, false", "SHIPPED, CLOSED, false"})
    void hasASeriesFromTheStartForEveryStepThatThisServiceTakes(String from, String to, boolean there) {
        assertThat(meters.exposes(Metric.ORDER_TRANSITION, from, to)).isEqualTo(there);
    }

    @Test
    void tellsTheTimeToTheFirstSightOfAPriceOnce() {
        NoteShownPrices noteShownPrices = new TimedShownPrices(new NoteShownPricesService(shop.sights, FakeShop.CLOCK), meters);
        Order order = shop.given(ALICE, OrderStatus.PRICED);
        assertThat(meters.exposes(Metric.ORDER_PRICE_SHOWN)).as("from the start").isTrue();

        noteShownPrices.shown(List.of(order, shop.given(ALICE, OrderStatus.SUBMITTED), shop.given(ALICE, OrderStatus.SHIPPED)));
        noteShownPrices.shown(List.of(order));

        assertThat(meters.count(Metric.ORDER_PRICE_SHOWN)).isEqualTo(2);
        assertThat(meters.sum(Metric.ORDER_PRICE_SHOWN)).isEqualTo(1200);
    }

    @Test
    void showsAnOrderEvenIfItsFirstSightCanNotBeNoted() {
        NoteShownPrices noteShownPrices = new TimedShownPrices(_ -> {
            throw new IllegalStateException("no database");
        }, meters);

        assertThat(noteShownPrices.shown(List.of(shop.given(ALICE, OrderStatus.PRICED)))).isEmpty();

        assertThat(meters.value(Metric.TELEMETRY_FAILURES, "price-shown")).contains(1.0);
        assertThat(meters.count(Metric.ORDER_PRICE_SHOWN)).isZero();
    }
}
