package dev.touchstone.crm.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final SessionTimeouts TIMEOUTS = new SessionTimeouts(Duration.ofMinutes(30), Duration.ofHours(8));
    private static final ActiveSession OPENED = ActiveSession.opened(
            new SessionTokenHash("0".repeat(64)), new UserId("manager"), NOW, TIMEOUTS);

    @Test
    void expiresWhenItHasNotBeenUsedForTheIdleTimeout() {
        assertThat(at(NOW.plus(Duration.ofMinutes(30)).minusNanos(1))).isInstanceOf(ActiveSession.class);
        assertThat(at(NOW.plus(Duration.ofMinutes(30)))).isInstanceOf(ExpiredSession.class);
    }

    @Test
    void useMovesTheIdleTimeoutAhead() {
        ActiveSession touched = OPENED.touched(NOW.plus(Duration.ofMinutes(20)), TIMEOUTS);

        assertThat(touched.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(50)));
        assertThat(touched.lastSeenAt()).isEqualTo(NOW.plus(Duration.ofMinutes(20)));
        assertThat(touched.openedAt()).isEqualTo(NOW);
    }

    @Test
    void noUseMovesTheAbsoluteTimeout() {
        ActiveSession touched = OPENED.touched(NOW.plus(Duration.ofHours(8)).minusSeconds(1), TIMEOUTS);

        assertThat(touched.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(8)));
    }

    @Test
    void aUseIsWorthAWriteOnlyAThirtiethOfTheIdleTimeoutAfterTheLast() {
        assertThat(OPENED.isDueForTouch(NOW.plusSeconds(59), TIMEOUTS)).isFalse();
        assertThat(OPENED.isDueForTouch(NOW.plusSeconds(60), TIMEOUTS)).isTrue();
    }

    @Test
    void refusesTimeoutsThatMakeNoSense() {
        assertThatThrownBy(() -> new SessionTimeouts(Duration.ZERO, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionTimeouts(Duration.ofHours(2), Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Session at(Instant now) {
        return Session.at(now, OPENED.token(), OPENED.user(), OPENED.openedAt(), OPENED.lastSeenAt(), OPENED.expiresAt());
    }
}
