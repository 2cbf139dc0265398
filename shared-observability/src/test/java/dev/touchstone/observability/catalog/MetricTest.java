package dev.touchstone.observability.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {
    @ParameterizedTest
    @EnumSource(Metric.class)
    void isNamedAsPrometheusWantsIt(Metric metric) {
        String name = metric.metricName();
        assertThat(name).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
        assertThat(name.endsWith("_total")).as("only counters end with _total").isEqualTo(metric.instrument() == Instrument.COUNTER);
        String base = name.replaceFirst("_total$", "");
        Stream.of(Unit.values()).filter(unit -> unit != Unit.COUNT).forEach(unit ->
                assertThat(base.endsWith("_" + unit.suffix())).as(unit.suffix()).isEqualTo(unit == metric.unit()));
        // Suffixes of a histogram's own series.
        assertThat(base).doesNotEndWith("_count").doesNotEndWith("_sum").doesNotEndWith("_bucket");
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void saysWhatItIsForAndHowFarItGoes(Metric metric) {
        assertThat(metric.help()).isNotBlank().doesNotEndWith(".").doesNotContain("|");
        assertThat(metric.approaches()).isNotEmpty();
        assertThat(metric.bound() > 1).as("more than one series only with labels").isEqualTo(!metric.labels().isEmpty());
        assertThat(metric.labels()).doesNotHaveDuplicates();
        assertThat(metric.buckets().isEmpty()).isEqualTo(metric.instrument() != Instrument.HISTOGRAM);
        assertThat(metric.buckets()).isSorted();
    }

    @Test
    void hasEachNameOnce() {
        assertThat(Stream.of(Metric.values()).map(Metric::metricName)).doesNotHaveDuplicates();
    }

    @Test
    void carriesEveryNumberOfThePlan() {
        assertThat(Stream.of(Metric.values()).flatMap(metric -> metric.planNumbers().stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 28).boxed().toList());
        assertThat(PlanMetric.values()).hasSize(28).allSatisfy(metric -> assertThat(metric.sources()).isNotEmpty());
    }

    @Test
    void measuresLatencyFromFiveMillisecondsToTenSeconds() {
        assertThat(Metric.HTTP_SERVER_REQUEST_DURATION.buckets())
                .isEqualTo(List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0));
    }
}
