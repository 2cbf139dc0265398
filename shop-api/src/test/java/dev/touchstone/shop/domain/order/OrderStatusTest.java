package dev.touchstone.shop.domain.order;

import static dev.touchstone.shop.domain.order.OrderStatus.APPROVED;
import static dev.touchstone.shop.domain.order.OrderStatus.CANCELLED;
import static dev.touchstone.shop.domain.order.OrderStatus.CLOSED;
import static dev.touchstone.shop.domain.order.OrderStatus.PRICED;
import static dev.touchstone.shop.domain.order.OrderStatus.PRODUCED;
import static dev.touchstone.shop.domain.order.OrderStatus.REJECTED;
import static dev.touchstone.shop.domain.order.OrderStatus.SUBMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

class OrderStatusTest {
    @ParameterizedTest
    @EnumSource
    void stepsOnlyForward(OrderStatus status) {
        assertThat(status.next()).allSatisfy(next -> assertThat(next).isGreaterThan(status));
    }

    @ParameterizedTest
    @EnumSource
    void isReachedFromSubmittedUnlessItIsSubmitted(OrderStatus status) {
        assertThat(SUBMITTED.leadsTo(status)).isEqualTo(status != SUBMITTED);
    }

    @Test
    void leadsOverSeveralSteps() {
        assertThat(SUBMITTED.leadsTo(CLOSED)).isTrue();
        assertThat(PRICED.leadsTo(PRODUCED)).isTrue();
    }

    @Test
    void doesNotLeadFromOneBranchToAnother() {
        assertThat(REJECTED.leadsTo(PRICED)).isFalse();
        assertThat(CANCELLED.leadsTo(APPROVED)).isFalse();
        assertThat(APPROVED.leadsTo(CANCELLED)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void doesNotLeadToItself(OrderStatus status) {
        assertThat(status.leadsTo(status)).isFalse();
    }
}
