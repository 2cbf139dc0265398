package dev.touchstone.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.observability.catalog.Objective;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoadPlanTest {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @ParameterizedTest
    @EnumSource
    void customersComeForTheWholeDurationAndNotLonger(Scenario scenario) {
        assertThat(Plans.of(scenario).customers().stream().map(Stretch::length).reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(scenario.duration());
    }

    @ParameterizedTest
    @EnumSource
    void thePaceChangesWithoutAJumpExceptInASpike(Scenario scenario) {
        List<Stretch> stretches = Plans.of(scenario).customers();
        for (int i = 1; i < stretches.size() && scenario != Scenario.SPIKE; i++) {
            assertThat(stretches.get(i).from()).isEqualTo(stretches.get(i - 1).to());
        }
    }

    @ParameterizedTest
    @CsvSource({"SMOKE, 600", "PEAK, 1800", "SPIKE, 1140", "SOAK, 600", "STEADY, 538.5"})
    void asManyComeAsTheAreaUnderTheCurve(Scenario scenario, double expected) {
        assertThat(Plans.of(scenario, 60, TEN_MINUTES, 1).expectedCustomers()).isCloseTo(expected, within(0.01));
    }

    @Test
    void peakReachesFiveTimesTheRateAndASpikeTen() {
        assertThat(highest(Scenario.PEAK)).isEqualTo(5);
        assertThat(highest(Scenario.SPIKE)).isEqualTo(10);
    }

    private static double highest(Scenario scenario) {
        return Plans.of(scenario, 60, TEN_MINUTES, 1).customers().stream().mapToDouble(stretch -> Math.max(stretch.from(), stretch.to())).max().orElseThrow();
    }

    @Test
    void managersOutnumberTheOrdersThatTheyApproveAndOutstayTheCustomers() {
        LoadPlan plan = Plans.of(Scenario.PEAK, 120, TEN_MINUTES, 1);
        double armfuls = plan.managers().stream().mapToDouble(Stretch::arrivals).sum() * 20;

        assertThat(armfuls).isGreaterThan(2 * plan.expectedCustomers());
        assertThat(plan.managersUntil()).isGreaterThan(plan.duration()).isLessThan(plan.atMost());
    }

    @Test
    void whoComesLastMayStayUntilItsWaitsAreJudged() {
        assertThat(LoadPlan.TAIL).isGreaterThan(Objective.PRICE_SHOWN.threshold().orElseThrow())
                .isGreaterThan(Objective.ORDER_LEAD_TIME.threshold().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"0, PT1M", "-1, PT1M", "60001, PT1M", "60, PT0S", "60, PT8H1S", "0.1, PT1S", "60000, PT8H"})
    void refusesWhatIsNotBounded(double rate, Duration duration) {
        assertThatIllegalArgumentException().isThrownBy(() -> Plans.of(Scenario.SMOKE, rate, duration, 1));
    }

    @Test
    void survivesTheWayToTheGeneratorsProcess(@TempDir Path folder) {
        LoadPlan plan = Plans.of(Scenario.HEAVY_MODELS, 12.5, Duration.ofSeconds(90), 7);
        RunFolder run = new RunFolder(folder);
        run.write(plan);

        LoadPlan read = run.plan();
        assertThat(read.expectedCustomers()).isEqualTo(plan.expectedCustomers());
        assertThat(Visit.of(read, 3).thinks()).isEqualTo(Visit.of(plan, 3).thinks());
        assertThat(read.target().shop()).isEqualTo(plan.target().shop());
    }
}
