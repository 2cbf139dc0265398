package dev.touchstone.crm.domain.order;

import static dev.touchstone.crm.domain.order.SampleOrders.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void everyStatusHasAStateThatNamesIt(OrderStatus status) {
        assertThat(order(1, status).status()).isEqualTo(status);
    }

    @Test
    void approvalMakesAnApprovedOrderOneVersionLater() {
        AcceptedOrder accepted = (AcceptedOrder) order(1, OrderStatus.ACCEPTED);

        ApprovedOrder approved = accepted.approve(NOW);

        assertThat(approved.details().version()).isEqualTo(accepted.details().version() + 1);
        assertThat(approved.details().updatedAt()).isEqualTo(NOW);
        assertThat(approved.details().history()).hasSize(accepted.details().history().size() + 1)
                .startsWith(accepted.details().history().toArray(StatusChange[]::new))
                .endsWith(new StatusChange(OrderStatus.APPROVED, NOW));
    }

    @Test
    void aTransitionTouchesNothingThatTheCustomerAgreedTo() {
        ProducedOrder produced = (ProducedOrder) order(1, OrderStatus.PRODUCED);

        ClosedOrder closed = produced.ship(NOW).close(NOW.plusSeconds(1));

        assertThat(closed.details()).usingRecursiveComparison().ignoringFields("version", "updatedAt", "history")
                .isEqualTo(produced.details());
        assertThat(closed.details().history()).endsWith(
                new StatusChange(OrderStatus.SHIPPED, NOW), new StatusChange(OrderStatus.CLOSED, NOW.plusSeconds(1)));
    }
}
