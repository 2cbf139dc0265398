package dev.touchstone.shop.application.service;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.BOB;
import static dev.touchstone.shop.fakes.Samples.GOLD;
import static dev.touchstone.shop.fakes.Samples.OFFERED;
import static dev.touchstone.shop.fakes.Samples.PENDANT;
import static dev.touchstone.shop.fakes.Samples.QUOTE;
import static dev.touchstone.shop.fakes.Samples.RING;
import static dev.touchstone.shop.fakes.Samples.SILVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.shop.application.port.in.PlaceOrder.Command;
import dev.touchstone.shop.application.port.in.PlaceOrder.KeyReused;
import dev.touchstone.shop.application.port.in.PlaceOrder.MetalNotOffered;
import dev.touchstone.shop.application.port.in.PlaceOrder.ModelNotUploaded;
import dev.touchstone.shop.application.port.in.PlaceOrder.Outcome;
import dev.touchstone.shop.application.port.in.PlaceOrder.Placed;
import dev.touchstone.shop.application.port.in.PlaceOrder.Replayed;
import dev.touchstone.shop.application.port.out.OrderEvents;
import dev.touchstone.shop.domain.order.AcceptedOrder;
import dev.touchstone.shop.domain.order.CancelledOrder;
import dev.touchstone.shop.domain.order.IdempotencyKey;
import dev.touchstone.shop.domain.order.Metal;
import dev.touchstone.shop.domain.order.OfferedMetals;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import dev.touchstone.shop.fakes.AtOnce;
import dev.touchstone.shop.fakes.FakeShop;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlaceOrderServiceTest {
    private static final IdempotencyKey KEY = new IdempotencyKey("key-1");
    private static final Command RING_IN_SILVER = new Command(ALICE, KEY, RING, SILVER);

    private final FakeShop shop = new FakeShop();

    @BeforeEach
    void aliceUploadedARing() {
        shop.givenModel(ALICE, RING);
    }

    @Test
    void submitsTheOrderAndTellsOfIt() {
        Outcome outcome = shop.placeOrder.place(RING_IN_SILVER);

        SubmittedOrder order = ((Placed) outcome).order();
        assertThat(order.details().customer()).isEqualTo(ALICE);
        assertThat(order.details().model()).isEqualTo(RING);
        assertThat(order.details().metal()).isEqualTo(SILVER);
        assertThat(order.progress().createdAt()).isEqualTo(FakeShop.CLOCK.instant());
        assertThat(shop.orders.find(order.id())).contains(order);
        assertThat(shop.events.told()).containsExactly(order);
    }

    @Test
    void findsTheSameOrderWhenTheRequestIsRepeated() {
        SubmittedOrder first = ((Placed) shop.placeOrder.place(RING_IN_SILVER)).order();

        assertThat(shop.placeOrder.place(RING_IN_SILVER)).isEqualTo(new Replayed(first));
        assertThat(shop.orders.count()).isOne();
        assertThat(shop.events.told()).hasSize(1);
    }

    @Test
    void showsTheOrderAsItIsNowWhenTheRequestIsRepeatedLate() {
        SubmittedOrder first = ((Placed) shop.placeOrder.place(RING_IN_SILVER)).order();
        shop.followConveyor.priced(first.id(), QUOTE, FakeShop.CLOCK.instant());

        Order replayed = ((Replayed) shop.placeOrder.place(RING_IN_SILVER)).order();

        assertThat(replayed.id()).isEqualTo(first.id());
        assertThat(replayed.status()).isEqualTo(OrderStatus.PRICED);
    }

    @Test
    void refusesAKeyThatOrderedSomethingElse() {
        shop.givenModel(ALICE, PENDANT);
        shop.placeOrder.place(RING_IN_SILVER);

        assertThat(shop.placeOrder.place(new Command(ALICE, KEY, RING, GOLD))).isEqualTo(new KeyReused());
        assertThat(shop.placeOrder.place(new Command(ALICE, KEY, PENDANT, SILVER))).isEqualTo(new KeyReused());
        assertThat(shop.orders.count()).isOne();
    }

    @Test
    void keepsTheKeysOfCustomersApart() {
        shop.givenModel(BOB, RING);
        SubmittedOrder first = ((Placed) shop.placeOrder.place(RING_IN_SILVER)).order();

        SubmittedOrder second = ((Placed) shop.placeOrder.place(new Command(BOB, KEY, RING, SILVER))).order();

        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void placesTwoOrdersForTheSameThingUnderTwoKeys() {
        shop.placeOrder.place(RING_IN_SILVER);

        assertThat(shop.placeOrder.place(new Command(ALICE, new IdempotencyKey("key-2"), RING, SILVER))).isInstanceOf(Placed.class);
        assertThat(shop.orders.count()).isEqualTo(2);
    }

    @Test
    void refusesAModelThatSomebodyElseUploaded() {
        assertThat(shop.placeOrder.place(new Command(BOB, KEY, RING, SILVER))).isEqualTo(new ModelNotUploaded(RING));
        assertThat(shop.orders.count()).isZero();
    }

    @Test
    void refusesAMetalThatIsNotOffered() {
        Metal lead = new Metal("lead");

        assertThat(shop.placeOrder.place(new Command(ALICE, KEY, RING, lead))).isEqualTo(new MetalNotOffered(lead, OFFERED));
        assertThat(shop.events.told()).isEmpty();
    }

    @Test
    void leavesTheKeyFreeAfterARefusal() {
        shop.placeOrder.place(new Command(ALICE, KEY, PENDANT, SILVER));

        assertThat(shop.placeOrder.place(RING_IN_SILVER)).isInstanceOf(Placed.class);
    }

    @Test
    void findsTheOrderOfAKeyThoughItsMetalIsNoLongerOffered() {
        SubmittedOrder first = ((Placed) shop.placeOrder.place(RING_IN_SILVER)).order();
        PlaceOrderService later = new PlaceOrderService(shop.orders, shop.ids, shop.keys, shop.models,
                new OfferedMetals(List.of(GOLD)), shop.events, shop.unitOfWork, FakeShop.CLOCK);

        assertThat(later.place(RING_IN_SILVER)).isEqualTo(new Replayed(first));
    }

    @Test
    void placesOneOrderWhenTheSameRequestComesEightTimesAtOnce() {
        List<Outcome> outcomes = AtOnce.run(8, () -> shop.placeOrder.place(RING_IN_SILVER));

        assertThat(outcomes).filteredOn(Placed.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Replayed.class::isInstance).hasSize(7);
        assertThat(shop.orders.count()).isOne();
    }

    @Test
    void leavesNothingBehindWhenTellingFails() {
        PlaceOrderService failing = new PlaceOrderService(shop.orders, shop.ids, shop.keys, shop.models, OFFERED,
                new DeafEvents(), shop.unitOfWork, FakeShop.CLOCK);

        assertThatThrownBy(() -> failing.place(RING_IN_SILVER)).isInstanceOf(IllegalStateException.class);
        assertThat(shop.orders.count()).isZero();
        assertThat(shop.placeOrder.place(RING_IN_SILVER)).isInstanceOf(Placed.class);
    }

    private static final class DeafEvents implements OrderEvents {
        @Override
        public void submitted(SubmittedOrder order) {
            throw new IllegalStateException("deaf");
        }

        @Override
        public void accepted(AcceptedOrder order) {
            throw new IllegalStateException("deaf");
        }

        @Override
        public void cancelled(CancelledOrder order) {
            throw new IllegalStateException("deaf");
        }
    }
}
