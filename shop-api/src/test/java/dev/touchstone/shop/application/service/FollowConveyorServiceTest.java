package dev.touchstone.shop.application.service;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.NOON;
import static dev.touchstone.shop.fakes.Samples.QUOTE;
import static dev.touchstone.shop.fakes.Samples.REJECTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.shop.application.port.in.FollowConveyor;
import dev.touchstone.shop.application.port.in.FollowConveyor.AlreadyPast;
import dev.touchstone.shop.application.port.in.FollowConveyor.ChangedMeanwhile;
import dev.touchstone.shop.application.port.in.FollowConveyor.Followed;
import dev.touchstone.shop.application.port.in.FollowConveyor.Outcome;
import dev.touchstone.shop.application.port.in.FollowConveyor.TooEarly;
import dev.touchstone.shop.application.port.in.FollowConveyor.UnknownOrder;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.PricedOrder;
import dev.touchstone.shop.domain.order.RejectedOrder;
import dev.touchstone.shop.fakes.FakeShop;
import dev.touchstone.shop.fakes.OvertakenOrders;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FollowConveyorServiceTest {
    private static final Instant AT = NOON.plusSeconds(900);

    private final FakeShop shop = new FakeShop();

    @Test
    void pricesASubmittedOrder() {
        Order order = shop.given(ALICE, OrderStatus.SUBMITTED);

        shop.followConveyor.priced(order.id(), QUOTE, AT);

        PricedOrder priced = (PricedOrder) shop.orders.find(order.id()).orElseThrow();
        assertThat(priced.quote()).isEqualTo(QUOTE);
        assertThat(priced.progress().updatedAt()).isEqualTo(AT);
    }

    @Test
    void rejectsASubmittedOrderForTheConveyorsReason() {
        Order order = shop.given(ALICE, OrderStatus.SUBMITTED);

        shop.followConveyor.rejected(order.id(), REJECTION, AT);

        assertThat(((RejectedOrder) shop.orders.find(order.id()).orElseThrow()).rejection()).isEqualTo(REJECTION);
    }

    /** One report against an order in every state: applied in one, too early before it, without effect in all others. */
    enum Report {
        PRICED(OrderStatus.SUBMITTED, OrderStatus.PRICED) {
            @Override
            Outcome bring(FollowConveyor conveyor, OrderId order) {
                return conveyor.priced(order, QUOTE, AT);
            }
        },
        REJECTED(OrderStatus.SUBMITTED, OrderStatus.REJECTED) {
            @Override
            Outcome bring(FollowConveyor conveyor, OrderId order) {
                return conveyor.rejected(order, REJECTION, AT);
            }
        },
        STARTED(OrderStatus.APPROVED, OrderStatus.IN_PRODUCTION) {
            @Override
            Outcome bring(FollowConveyor conveyor, OrderId order) {
                return conveyor.productionStarted(order, AT);
            }
        },
        FINISHED(OrderStatus.IN_PRODUCTION, OrderStatus.PRODUCED) {
            @Override
            Outcome bring(FollowConveyor conveyor, OrderId order) {
                return conveyor.productionFinished(order, AT);
            }
        };

        final OrderStatus from;
        final OrderStatus to;

        Report(OrderStatus from, OrderStatus to) {
            this.from = from;
            this.to = to;
        }

        abstract Outcome bring(FollowConveyor conveyor, OrderId order);
    }

    @ParameterizedTest
    @EnumSource
    void appliesAReportOnceWhateverTheStateOfTheOrder(Report report) {
        for (OrderStatus status : OrderStatus.values()) {
            Order order = shop.given(ALICE, status);

            Outcome outcome = report.bring(shop.followConveyor, order.id());

            Order kept = shop.orders.find(order.id()).orElseThrow();
            if (status == report.from) {
                assertThat(outcome).isEqualTo(new Followed(kept));
                assertThat(kept.status()).isEqualTo(report.to);
                assertThat(report.bring(shop.followConveyor, order.id())).isEqualTo(new AlreadyPast(report.to));
            } else {
                assertThat(outcome).as("%s on %s", report, status)
                        .isEqualTo(status.leadsTo(report.from) ? new TooEarly(status) : new AlreadyPast(status));
                assertThat(kept).isEqualTo(order);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAReportOnAnUnknownOrder(Report report) {
        OrderId unknown = shop.ids.next();

        assertThat(report.bring(shop.followConveyor, unknown)).isEqualTo(new UnknownOrder(unknown));
    }

    @Test
    void refusesWhenSomebodyWasFaster() {
        Order order = shop.given(ALICE, OrderStatus.SUBMITTED);
        FollowConveyor overtaken = new FollowConveyorService(new OvertakenOrders(shop.orders), shop.unitOfWork);

        assertThat(overtaken.priced(order.id(), QUOTE, AT)).isEqualTo(new ChangedMeanwhile());
    }
}
