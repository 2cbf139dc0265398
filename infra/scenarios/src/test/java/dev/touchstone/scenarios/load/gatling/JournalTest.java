package dev.touchstone.scenarios.load.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observability.catalog.Objective;
import dev.touchstone.scenarios.load.Result;
import dev.touchstone.scenarios.load.Result.Events;
import dev.touchstone.scenarios.load.gatling.Journal.Outcome;
import dev.touchstone.scenarios.load.gatling.Journal.Wait;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTest {

    private final Journal journal = new Journal(Duration.ZERO);

    private Events events(Objective objective) {
        return journal.close().objectives().get(objective.objectiveName());
    }

    @Test
    void anAnswerIsInTimeUpToTheObjectivesThreshold() {
        int threshold = (int) Objective.SHOP_API_LATENCY.threshold().orElseThrow().toMillis();
        journal.answered(Call.SEE_ORDER, 200, threshold);
        journal.answered(Call.SEE_ORDER, 200, threshold + 1);

        assertThat(events(Objective.SHOP_API_LATENCY)).isEqualTo(new Events(1, 2));
    }

    @Test
    void filesHaveTheirOwnThreshold() {
        int threshold = (int) Objective.MES_API_LATENCY.transferThreshold().orElseThrow().toMillis();
        journal.answered(Call.FETCH_MODEL, 200, threshold);
        journal.answered(Call.FETCH_TOOLPATH, 200, threshold + 1);
        journal.answered(Call.UPLOAD_MODEL, 201, threshold);

        assertThat(events(Objective.MES_API_LATENCY)).isEqualTo(new Events(1, 2));
        assertThat(events(Objective.SHOP_API_LATENCY)).isEqualTo(new Events(1, 1));
    }

    @Test
    void failuresCountForAvailabilityAloneHoweverFastTheyCame() {
        journal.answered(Call.APPROVE, 200, 10);
        journal.answered(Call.APPROVE, 503, 1);
        journal.unanswered(Call.APPROVE);

        assertThat(events(Objective.CRM_API_AVAILABILITY)).isEqualTo(new Events(1, 3));
        assertThat(events(Objective.CRM_API_LATENCY)).isEqualTo(new Events(1, 1));
    }

    @Test
    void beforeItIsWarmOnlyLatencyIsForgiven() {
        Journal cold = new Journal(Duration.ofHours(1));
        cold.answered(Call.SEE_ORDER, 200, 60_000);
        cold.answered(Call.SEE_ORDER, 500, 1);

        Map<String, Events> objectives = cold.close().objectives();
        assertThat(objectives.get("shop-api-latency")).isEqualTo(Events.NONE);
        assertThat(objectives.get("shop-api-availability")).isEqualTo(new Events(1, 2));
    }

    @Test
    void theCallersOwnMistakesAreToldApart() {
        journal.answered(Call.PLACE_ORDER, 422, 5);
        journal.answered(Call.SHIP, 409, 5);

        Result result = journal.close();
        assertThat(result.unexpected()).isEqualTo(Map.of("shop-api POST /api/v1/orders: 422", 1L));
        assertThat(result.objectives().get("shop-api-availability")).isEqualTo(new Events(1, 1));
    }

    @Test
    void aPriceIsShownInTimeOrNot() {
        Duration threshold = Objective.PRICE_SHOWN.threshold().orElseThrow();
        journal.took(Objective.PRICE_SHOWN, threshold);
        journal.took(Objective.PRICE_SHOWN, threshold.plusMillis(1));

        assertThat(events(Objective.PRICE_SHOWN)).isEqualTo(new Events(1, 2));
    }

    @Test
    void whoStillWaitsWithinTheThresholdIsNotHeldAgainstAnybody() {
        journal.count(Outcome.PLACED);
        journal.waits("an order", Wait.PRICE);

        assertThat(events(Objective.PRICE_SHOWN)).isEqualTo(Events.NONE);
        assertThat(events(Objective.NO_ORDER_LOST)).isEqualTo(new Events(1, 1));
    }

    @Test
    void anAcknowledgedOrderThatIsGoneIsLost() {
        journal.count(Outcome.PLACED);
        journal.count(Outcome.PLACED);
        journal.count(Outcome.LOST);

        assertThat(events(Objective.NO_ORDER_LOST)).isEqualTo(new Events(1, 2));
    }
}
