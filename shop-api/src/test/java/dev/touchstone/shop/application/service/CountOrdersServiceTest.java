package dev.touchstone.shop.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.shop.application.port.in.CountOrders.Standing;
import dev.touchstone.shop.application.port.out.OrderCounts.Count;
import dev.touchstone.shop.domain.order.OrderStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountOrdersServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final CountOrdersService service = new CountOrdersService(
            () -> Map.of(OrderStatus.PRICED, new Count(7, NOW.minusSeconds(90)), OrderStatus.SHIPPED, new Count(1, NOW.plusSeconds(2))),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void tellsEveryStatusAlsoThoseThatNoOrderHas() {
        assertThat(service.byStatus()).containsOnlyKeys(OrderStatus.values())
                .containsEntry(OrderStatus.PRICED, new Standing(7, Duration.ofSeconds(90)))
                .containsEntry(OrderStatus.SUBMITTED, new Standing(0, Duration.ZERO));
    }

    @Test
    void takesAnotherClockThatIsAheadForNoAgeAtAll() {
        assertThat(service.byStatus()).containsEntry(OrderStatus.SHIPPED, new Standing(1, Duration.ZERO));
    }
}
