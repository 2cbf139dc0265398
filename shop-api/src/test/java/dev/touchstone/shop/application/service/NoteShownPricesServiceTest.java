package dev.touchstone.shop.application.service;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.shop.application.port.in.NoteShownPrices;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.fakes.FakeShop;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class NoteShownPricesServiceTest {
    private final FakeShop shop = new FakeShop();
    private final NoteShownPrices noteShownPrices = new NoteShownPricesService(shop.sights, FakeShop.CLOCK);

    @ParameterizedTest
    @EnumSource(value = OrderStatus.class, mode = Mode.EXCLUDE, names = {"SUBMITTED", "REJECTED"})
    void tellsHowLongTheCustomerWaitedFromPlacingTheOrder(OrderStatus status) {
        Order order = shop.given(ALICE, status);

        assertThat(noteShownPrices.shown(List.of(order))).containsExactly(Duration.ofMinutes(10));
        assertThat(noteShownPrices.shown(List.of(order))).as("the second time").isEmpty();
    }

    @Test
    void waitsForThePriceOfAnOrderThatHasNone() {
        assertThat(noteShownPrices.shown(List.of(shop.given(ALICE, OrderStatus.SUBMITTED), shop.given(ALICE, OrderStatus.REJECTED)))).isEmpty();
        assertThat(noteShownPrices.shown(List.of())).isEmpty();
    }

    @Test
    void tellsOnlyOfThoseOnAPageThatWereNotShownBefore() {
        Order known = shop.given(ALICE, OrderStatus.PRICED);
        noteShownPrices.shown(List.of(known));

        assertThat(noteShownPrices.shown(List.of(shop.given(ALICE, OrderStatus.PRICED), known, shop.given(ALICE, OrderStatus.SUBMITTED),
                shop.given(ALICE, OrderStatus.CLOSED)))).hasSize(2);
    }

    @Test
    void countsNoNegativeTimeWhereClocksDisagree() {
        NoteShownPrices early = new NoteShownPricesService(shop.sights, Clock.fixed(NOON.minusSeconds(1), ZoneOffset.UTC));

        assertThat(early.shown(List.of(shop.given(ALICE, OrderStatus.PRICED)))).containsExactly(Duration.ZERO);
    }
}
