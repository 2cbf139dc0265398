package dev.touchstone.scenarios.report.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChanceTest {

    @Test
    void isTheUpperTailOfTheBinomialDistribution() {
        // By hand: of 3, at least 2 with 1/2 each is 4/8; of 10, at least 1 with 1/10 is 1 - 0.9^10.
        assertThat(Chance.ofAtLeast(2, 3, 0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(Chance.ofAtLeast(1, 10, 0.1)).isCloseTo(1 - Math.pow(0.9, 10), within(1e-12));
        assertThat(Chance.ofAtLeast(0, 10, 0.1)).isEqualTo(1);
        assertThat(Chance.ofAtLeast(11, 10, 0.1)).isZero();
    }

    @Test
    void holdsForNumbersWhoseTermsAreTooSmallForADouble() {
        assertThat(Chance.ofAtLeast(50_000, 100_000, 0.5)).isCloseTo(0.5, within(0.01));
    }
}
