package dev.touchstone.shop.adapter.in.messaging;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.platform.messaging.Inbox;
import dev.touchstone.platform.messaging.IncomingMessage;
import dev.touchstone.platform.messaging.PermanentFailure;
import dev.touchstone.shop.application.port.in.FollowConveyor;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.PricedOrder;
import dev.touchstone.shop.domain.order.Quote;
import dev.touchstone.shop.domain.order.RejectedOrder;
import dev.touchstone.shop.domain.order.Rejection;
import dev.touchstone.shop.fakes.FakeShop;
import dev.touchstone.shop.fakes.Samples;
import dev.touchstone.shop.running.ShopDatabase;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real inbox in front of the application on fakes. */
class ConveyorReportsIT {
    private static final String AT = "\"at\":\"2026-11-22T12:15:00Z\"";
    private static final String FOUND = "\"price\":{\"amount\":\"61.40\",\"currency\":\"EUR\"},\"volumeCubicMillimetres\":812.25,\"massGrams\":8.4375";

    private static ShopDatabase database;

    private final FakeShop shop = new FakeShop();
    private final Inbox inbox = new Inbox(database.jdbi());
    private final ConveyorReports reports = new ConveyorReports(shop.followConveyor, inbox);

    @BeforeAll
    static void open() {
        database = new ShopDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void pricesAnOrder() {
        Order order = shop.given(ALICE, OrderStatus.SUBMITTED);

        reports.handle(message("order.priced", order, FOUND + ",\"facets\":12,\"areaSquareMillimetres\":600.5"));

        assertThat(((PricedOrder) now(order)).quote()).isEqualTo(Samples.QUOTE);
    }

    @Test
    void rejectsAnOrder() {
        Order order = shop.given(ALICE, OrderStatus.SUBMITTED);

        reports.handle(message("order.rejected", order, "\"code\":\"EMPTY\",\"reason\":\"the file has no facets\""));

        assertThat(((RejectedOrder) now(order)).rejection()).isEqualTo(new Rejection("EMPTY", "the file has no facets"));
    }

    @Test
    void followsProduction() {
        Order order = shop.given(ALICE, OrderStatus.APPROVED);

        reports.handle(message("order.production-started", order, "\"note\":\"new in a later version\""));
        reports.handle(message("order.produced", order, "\"toolpath\":\"abc\""));

        assertThat(now(order).status()).isEqualTo(OrderStatus.PRODUCED);
    }

    @Test
    void handsTheSameMessageOnOnce() {
        Order order = shop.given(ALICE, OrderStatus.SUBMITTED);
        Counting counting = new Counting(shop.followConveyor);
        ConveyorReports counted = new ConveyorReports(counting, inbox);
        IncomingMessage message = message("order.priced", order, FOUND);

        counted.handle(message);
        counted.handle(message);

        assertThat(counting.calls).isOne();
    }

    @Test
    void hasAReportThatCameBeforeUnderAnotherIdDoNothing() {
        Order order = shop.given(ALICE, OrderStatus.PRICED);
        IncomingMessage message = message("order.priced", order, FOUND);

        reports.handle(message);

        assertThat(now(order)).isEqualTo(order);
        assertThat(inbox.seen(message.id())).isTrue();
    }

    @Test
    void wantsAReportAgainThatRanAheadOfAnother() {
        Order order = shop.given(ALICE, OrderStatus.APPROVED);
        IncomingMessage produced = message("order.produced", order, "\"toolpath\":\"abc\"");

        assertThatThrownBy(() -> reports.handle(produced)).isNotInstanceOf(PermanentFailure.class).hasMessageContaining("APPROVED");
        assertThat(inbox.seen(produced.id())).isFalse();

        reports.handle(message("order.production-started", order, "\"x\":1"));
        reports.handle(produced);
        assertThat(now(order).status()).isEqualTo(OrderStatus.PRODUCED);
    }

    @Test
    void givesUpOnAnOrderThatDoesNotExist() {
        Order never = Samples.order(shop.ids.next(), ALICE, OrderStatus.SUBMITTED);

        assertPermanent(message("order.priced", never, FOUND), "UNKNOWN_ORDER");
    }

    @Test
    void givesUpOnATypeThatNobodyKnows() {
        assertPermanent(message("order.gilded", shop.given(ALICE, OrderStatus.SUBMITTED), FOUND), "UNKNOWN_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"price\":{\"amount\":\"61.40\"},\"volumeCubicMillimetres\":812.25,\"massGrams\":8.4375",
        "\"price\":{\"amount\":\"-1\",\"currency\":\"EUR\"},\"volumeCubicMillimetres\":812.25,\"massGrams\":8.4375",
        "\"price\":{\"amount\":\"1\",\"currency\":\"euro\"},\"volumeCubicMillimetres\":812.25,\"massGrams\":8.4375",
        "\"price\":{\"amount\":\"1\",\"currency\":\"EUR\"},\"volumeCubicMillimetres\":-1,\"massGrams\":8.4375",
        "\"price\":{\"amount\":\"1\",\"currency\":\"EUR\"},\"massGrams\":8.4375",
        "\"price\":61.40"})
    void givesUpOnAMalformedReport(String fields) {
        Order order = shop.given(ALICE, OrderStatus.SUBMITTED);

        assertPermanent(message("order.priced", order, fields), "MALFORMED_MESSAGE");
        assertThat(now(order)).isEqualTo(order);
    }

    private void assertPermanent(IncomingMessage message, String code) {
        assertThatThrownBy(() -> reports.handle(message)).isInstanceOfSatisfying(PermanentFailure.class,
                failure -> assertThat(failure.code()).isEqualTo(code));
        assertThat(inbox.seen(message.id())).isFalse();
    }

    private Order now(Order order) {
        return shop.orders.find(order.id()).orElseThrow();
    }

    private static IncomingMessage message(String type, Order order, String fields) {
        String payload = "{\"orderId\":\"" + order.id() + "\"," + AT + "," + fields + "}";
        return new IncomingMessage(UUID.randomUUID(), type, payload.getBytes(UTF_8), 1, false, Optional.empty());
    }

    private static final class Counting implements FollowConveyor {
        private final FollowConveyor conveyor;
        private int calls;

        Counting(FollowConveyor conveyor) {
            this.conveyor = conveyor;
        }

        @Override
        public Outcome priced(OrderId order, Quote quote, Instant at) {
            calls++;
            return conveyor.priced(order, quote, at);
        }

        @Override
        public Outcome rejected(OrderId order, Rejection rejection, Instant at) {
            throw new AssertionError("not reported");
        }

        @Override
        public Outcome productionStarted(OrderId order, Instant at) {
            throw new AssertionError("not reported");
        }

        @Override
        public Outcome productionFinished(OrderId order, Instant at) {
            throw new AssertionError("not reported");
        }
    }
}
