package dev.touchstone.shop.domain.order;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.NOON;
import static dev.touchstone.shop.fakes.Samples.QUOTE;
import static dev.touchstone.shop.fakes.Samples.REJECTION;
import static dev.touchstone.shop.fakes.Samples.RING;
import static dev.touchstone.shop.fakes.Samples.SILVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.fakes.Samples;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
    private static final Instant LATER = NOON.plusSeconds(3600);
    private static final Currency EURO = Currency.getInstance("EUR");
    private static final OrderId ID = new OrderId(UUID.fromString("0199a5c4-7c00-7000-8000-000000000001"));

    private final SubmittedOrder submitted = SubmittedOrder.place(new OrderDetails(ID, ALICE, RING, SILVER), NOON);

    @Test
    void startsItsHistoryWhenItIsPlaced() {
        assertThat(submitted.status()).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(submitted.progress().version()).isEqualTo(Version.FIRST);
        assertThat(submitted.progress().milestones()).containsExactly(new Milestone(OrderStatus.SUBMITTED, NOON));
        assertThat(submitted.progress().previousStatus()).isEmpty();
    }

    @Test
    void isPricedAndAcceptedAndCancelledKeepingItsDetails() {
        PricedOrder priced = submitted.price(QUOTE, LATER);
        AcceptedOrder accepted = priced.accept(LATER.plusSeconds(1));
        CancelledOrder cancelled = accepted.cancel(LATER.plusSeconds(2));

        assertThat(List.<Order>of(priced, accepted, cancelled)).extracting(Order::status)
                .containsExactly(OrderStatus.PRICED, OrderStatus.ACCEPTED, OrderStatus.CANCELLED);
        assertThat(List.<Order>of(priced, accepted, cancelled)).extracting(Order::details).containsOnly(submitted.details());
        assertThat(List.of(priced, accepted, cancelled)).extracting(QuotedOrder::quote).containsOnly(QUOTE);
        assertThat(cancelled.progress().version().number()).isEqualTo(4);
        assertThat(cancelled.progress().createdAt()).isEqualTo(NOON);
        assertThat(cancelled.progress().updatedAt()).isEqualTo(LATER.plusSeconds(2));
        assertThat(cancelled.progress().previousStatus()).contains(OrderStatus.ACCEPTED);
    }

    @Test
    void isRejectedForAReason() {
        RejectedOrder rejected = submitted.reject(REJECTION, LATER);

        assertThat(rejected.rejection()).isEqualTo(REJECTION);
        assertThat(rejected.status()).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void isProducedOnceApproved() {
        ApprovedOrder approved = (ApprovedOrder) Samples.order(ID, ALICE, OrderStatus.APPROVED);

        ProducedOrder produced = approved.startProduction(LATER).finishProduction(LATER.plusSeconds(1));

        assertThat(produced.progress().milestones()).extracting(Milestone::status).isEqualTo(Samples.wayTo(OrderStatus.PRODUCED));
    }

    @Test
    void keepsTheOrderOfItsLifeThoughAClockWentBack() {
        PricedOrder priced = submitted.price(QUOTE, NOON.minusSeconds(5));

        assertThat(priced.progress().milestones()).extracting(Milestone::status).containsExactly(OrderStatus.SUBMITTED, OrderStatus.PRICED);
        assertThat(priced.progress().createdAt()).isEqualTo(NOON);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAHistoryThatEndsElsewhere(OrderStatus status) {
        OrderStatus other = status == OrderStatus.SUBMITTED ? OrderStatus.PRICED : OrderStatus.SUBMITTED;
        assertThat(Samples.order(ID, ALICE, status).status()).isEqualTo(status);
        assertThatIllegalArgumentException().isThrownBy(() -> Samples.progressTo(status).mustStandAt(other));
        assertThatIllegalArgumentException().isThrownBy(() -> new PricedOrder(submitted.details(), QUOTE, Samples.progressTo(OrderStatus.CLOSED)));
    }

    @Test
    void refusesAStepThatTheStateMachineLacks() {
        assertThatIllegalStateException().isThrownBy(() -> submitted.progress().to(OrderStatus.PRODUCED, LATER))
                .withMessageContaining("SUBMITTED").withMessageContaining("PRODUCED");
    }

    @Test
    void countsMoneyInWholeMinorUnits() {
        assertThat(new Price(new BigDecimal("61.4"), EURO)).isEqualTo(new Price(new BigDecimal("61.400"), EURO));
        assertThat(new Price(new BigDecimal("61.4"), EURO).amount()).hasToString("61.40");
        assertThatIllegalArgumentException().isThrownBy(() -> new Price(new BigDecimal("61.405"), EURO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Price(new BigDecimal("-0.01"), EURO));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAQuoteWithoutARealVolumeAndMass(double value) {
        Price price = new Price(BigDecimal.TEN, EURO);
        assertThatIllegalArgumentException().isThrownBy(() -> new Quote(price, value, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quote(price, 1, value));
    }

    @Test
    void namesAModelByItsDigest() {
        assertThat(new ModelId("0a".repeat(32))).hasToString("0a".repeat(32));
        for (String text : List.of("", "0a", "0A".repeat(32), "zz".repeat(32), "0a".repeat(33))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new ModelId(text));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Model(RING, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Model(RING, Model.LARGEST + 1));
        assertThat(new Model(RING, Model.LARGEST).bytes()).isEqualTo(67_108_864);
    }

    @Test
    void takesVisibleAsciiForAKey() {
        assertThat(new IdempotencyKey("!".repeat(255)).value()).hasSize(255);
        for (String text : List.of("", " ", "a b", "ä", "a\n", "!".repeat(256))) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> new IdempotencyKey(text));
        }
    }

    @Test
    void doesNotPrintWhoTheCustomerIs() {
        assertThat(ALICE.toString()).doesNotContain(ALICE.value());
    }
}
