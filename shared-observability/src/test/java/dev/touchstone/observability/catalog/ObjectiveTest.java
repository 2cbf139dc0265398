package dev.touchstone.observability.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observability.catalog.Objective.Window;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectiveTest {
    @ParameterizedTest
    @EnumSource(Objective.class)
    void leavesABudgetThatCanBeSpent(Objective objective) {
        assertThat(objective.target()).isBetween(0.9, 0.9999);
        assertThat(objective.target() + objective.budget()).isEqualTo(1);
        // At the fastest burn rate the limit has to be one that a ratio can pass.
        assertThat(14.4 * objective.budget()).isLessThan(1);
    }

    @ParameterizedTest
    @EnumSource(Objective.class)
    void countsTheMetricsThatItNames(Objective objective) {
        String expressions = objective.bad(Window.AN_HOUR) + objective.total(Window.AN_HOUR);
        assertThat(expressions).contains("[1h]").doesNotContain("WINDOW");
        if (objective != Objective.NO_ORDER_LOST) {
            assertThat(objective.sources()).allSatisfy(metric -> assertThat(expressions).contains(metric.metricName()));
        }
        objective.threshold().filter(_ -> objective != Objective.NO_ORDER_LOST).ifPresent(threshold ->
                assertThat(objective.sources().getFirst().buckets()).contains(threshold.toNanos() / 1e9));
    }

    @Test
    void isFoundByItsName() {
        assertThat(Objective.named("shop-api-latency")).contains(Objective.SHOP_API_LATENCY);
        assertThat(Objective.named("shop-api")).isEmpty();
        assertThat(Objective.SHOP_API_LATENCY.alert()).isEqualTo("ShopApiLatencyBudgetBurn");
        assertThat(Objective.SHOP_API_LATENCY.errorRatio(Window.FIVE_MINUTES)).isEqualTo("slo:error_ratio:rate5m{slo=\"shop-api-latency\"}");
    }

    @Test
    void givesRequestsThatCarryModelsMoreTime() {
        assertThat(Stream.of("/api/v1/models", "/api/v1/work-orders/{id}/scan")).allMatch(Objective::isTransfer);
        assertThat(Stream.of("/api/v1/orders", "/api/v1/work-orders/{id}", "UNMATCHED")).noneMatch(Objective::isTransfer);
        assertThat(Objective.MES_API_LATENCY.transferThreshold().orElseThrow()).isGreaterThan(Objective.MES_API_LATENCY.threshold().orElseThrow());
        assertThat(Objective.MES_API_AVAILABILITY.threshold()).isEmpty();
        assertThat(Objective.ORDER_LEAD_TIME.threshold()).contains(Duration.ofMinutes(1));
    }
}
