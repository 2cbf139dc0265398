package dev.touchstone.scenarios.load.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimesTest {

    private final Times times = new Times();

    @Test
    void countsWhatTookAtMostSoLong() {
        IntStream.of(499, 500, 501).forEach(times::add);

        assertThat(times.within(500)).isEqualTo(2);
        assertThat(times.count()).isEqualTo(3);
    }

    @Test
    void aPercentileIsATimeThatWasMet() {
        IntStream.rangeClosed(1, 200).forEach(times::add);

        assertThat(times.percentile(0.5)).isEqualTo(100);
        assertThat(times.percentile(0.99)).isEqualTo(198);
        assertThat(times.percentile(1)).isEqualTo(200);
    }

    @Test
    void nothingHasNoTime() {
        assertThat(times.percentile(0.99)).isZero();
    }

    @Test
    void whatTakesForeverStillCounts() {
        times.add(Duration.ofHours(1).toMillis());

        assertThat(times.count()).isEqualTo(1);
        assertThat(times.within(119_999)).isZero();
    }
}
