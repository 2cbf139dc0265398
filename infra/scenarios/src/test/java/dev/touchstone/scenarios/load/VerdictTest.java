package dev.touchstone.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observability.catalog.Objective;
import dev.touchstone.scenarios.load.Result.Events;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static Result result(Map<String, Long> unexpected, long misjudged, Map<String, Events> objectives) {
        return new Result(Instant.EPOCH, Instant.EPOCH, List.of(), unexpected, misjudged, Map.of(), objectives);
    }

    private static Verdict on(Map<String, Events> objectives) {
        return Verdict.on(result(Map.of(), 0, objectives));
    }

    @Test
    void exactlyThePromisedShareIsKept() {
        assertThat(Objective.PRICE_SHOWN.target()).isEqualTo(0.95);
        assertThat(on(Map.of("price-shown", new Events(95, 100))).kept()).isTrue();
    }

    @Test
    void oneMoreIsMissedAndSaidByHowMuch() {
        Verdict verdict = on(Map.of("price-shown", new Events(94, 100), "shop-api-availability", new Events(1000, 1000)));

        assertThat(verdict.kept()).isFalse();
        assertThat(verdict.complaints()).containsExactly(
                "price-shown: 94.00 % of 100 were good, 95 % are promised, so it is missed by 1.00 points; 6 were bad, 5 may be");
    }

    @Test
    void whatNobodyMetIsNotMissed() {
        assertThat(on(Map.of("shop-api-latency", new Events(7, 7), "price-shown", Events.NONE)).kept()).isTrue();
    }

    @Test
    void aRunThatMeasuredNothingIsNoSuccess() {
        assertThat(on(Map.of()).complaints()).containsExactly("nothing was measured");
    }

    @Test
    void wrongAnswersAndWrongJudgementsAreNeverRight() {
        Map<String, Events> good = Map.of("shop-api-latency", new Events(7, 7));

        assertThat(Verdict.on(result(Map.of("shop-api GET /api/v1/orders: 401", 3L), 0, good)).kept()).isFalse();
        assertThat(Verdict.on(result(Map.of(), 1, good)).kept()).isFalse();
    }
}
