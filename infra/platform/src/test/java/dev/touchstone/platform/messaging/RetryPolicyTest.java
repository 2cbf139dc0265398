package dev.touchstone.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(6, Duration.ofMillis(500), Duration.ofSeconds(3));

    @Test
    void doublesTheDelayUpToTheLongest() {
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(policy::delayAfter).map(Duration::toMillis)).containsExactly(500L, 1_000L, 2_000L, 3_000L, 3_000L);
        assertThat(policy.delayAfter(1_000)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void endsWithTheLastAttempt() {
        assertThat(policy.isLast(5)).isFalse();
        assertThat(policy.isLast(6)).isTrue();
        assertThat(policy.isLast(7)).isTrue();
    }

    @Test
    void ridesOutTwoMinutesByDefault() {
        Duration all = IntStream.range(1, RetryPolicy.STANDARD.attempts()).mapToObj(RetryPolicy.STANDARD::delayAfter).reduce(Duration.ZERO, Duration::plus);

        assertThat(all).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
    }
}
