package dev.touchstone.crm.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.ExpiredSession;
import dev.touchstone.crm.domain.session.SessionTimeouts;
import dev.touchstone.crm.domain.session.SessionToken;
import dev.touchstone.crm.domain.session.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

public abstract class SessionsContract {
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00.123456Z");
    private static final SessionTimeouts TIMEOUTS = new SessionTimeouts(Duration.ofMinutes(30), Duration.ofHours(8));
    private static final UserId ANNA = new UserId("anna");
    private static final UserId BERT = new UserId("bert");

    private final SecureRandom random = new SecureRandom();

    /** Without any session. */
    protected abstract Sessions sessions();

    /** Of the same sessions. */
    protected abstract SessionCounts counts();

    @Test
    void findsASessionByTheHashOfItsToken() {
        ActiveSession session = added(ANNA, NOW);
        added(BERT, NOW);

        assertThat(sessions().find(session.token(), NOW)).contains(session);
    }

    @Test
    void findsNothingByTheHashOfAnotherToken() {
        added(ANNA, NOW);

        assertThat(sessions().find(SessionToken.random(random).hash(), NOW)).isEmpty();
    }

    @Test
    void findsASessionExpiredFromItsExpiryOn() {
        ActiveSession session = added(ANNA, NOW);

        assertThat(sessions().find(session.token(), session.expiresAt().minusNanos(1_000))).get().isInstanceOf(ActiveSession.class);
        assertThat(sessions().find(session.token(), session.expiresAt())).get().isInstanceOf(ExpiredSession.class);
    }

    @Test
    void touchStoresTheLaterUseAndExpiry() {
        ActiveSession touched = added(ANNA, NOW).touched(NOW.plusSeconds(60), TIMEOUTS);

        sessions().touch(touched);

        assertThat(sessions().find(touched.token(), NOW)).contains(touched);
    }

    @Test
    void touchDoesNotGoBackBehindALaterUse() {
        ActiveSession session = added(ANNA, NOW);
        ActiveSession later = session.touched(NOW.plusSeconds(120), TIMEOUTS);
        sessions().touch(later);

        sessions().touch(session.touched(NOW.plusSeconds(60), TIMEOUTS));

        assertThat(sessions().find(session.token(), NOW)).contains(later);
    }

    @Test
    void touchDoesNotBringARemovedSessionBack() {
        ActiveSession session = added(ANNA, NOW);
        sessions().remove(session.token());

        sessions().touch(session.touched(NOW.plusSeconds(60), TIMEOUTS));

        assertThat(sessions().find(session.token(), NOW)).isEmpty();
    }

    @Test
    void removesTheOneSessionAndMayBeAskedTwice() {
        ActiveSession session = added(ANNA, NOW);
        ActiveSession other = added(ANNA, NOW);

        sessions().remove(session.token());
        sessions().remove(session.token());

        assertThat(sessions().find(session.token(), NOW)).isEmpty();
        assertThat(sessions().find(other.token(), NOW)).contains(other);
    }

    @Test
    void removesExpiredSessionsAlone() {
        ActiveSession old = added(ANNA, NOW);
        ActiveSession young = added(ANNA, NOW.plusSeconds(1));

        assertThat(sessions().removeExpired(old.expiresAt().minusNanos(1_000))).isZero();
        assertThat(sessions().removeExpired(old.expiresAt())).isEqualTo(1);

        assertThat(sessions().find(old.token(), NOW)).isEmpty();
        assertThat(sessions().find(young.token(), NOW)).contains(young);
    }

    @Test
    void countsWhatHasNotExpiredByUser() {
        added(ANNA, NOW);
        added(ANNA, NOW.plusSeconds(1));
        ActiveSession latest = added(BERT, NOW.plusSeconds(2));

        assertThat(counts().activeByUser(NOW)).isEqualTo(Map.of(ANNA, 2, BERT, 1));
        assertThat(counts().activeByUser(NOW.plus(TIMEOUTS.idle()))).isEqualTo(Map.of(ANNA, 1, BERT, 1));
        assertThat(counts().activeByUser(latest.expiresAt())).isEmpty();
    }

    private ActiveSession added(UserId user, Instant at) {
        ActiveSession session = ActiveSession.opened(SessionToken.random(random).hash(), user, at, TIMEOUTS);
        sessions().add(session);
        return session;
    }
}
