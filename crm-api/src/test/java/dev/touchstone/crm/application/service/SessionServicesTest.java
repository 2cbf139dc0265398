package dev.touchstone.crm.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.crm.MovingClock;
import dev.touchstone.crm.application.port.in.CloseSession;
import dev.touchstone.crm.application.port.in.CountActiveSessions;
import dev.touchstone.crm.application.port.in.OpenSession;
import dev.touchstone.crm.application.port.in.PurgeExpiredSessions;
import dev.touchstone.crm.application.port.in.ResumeSession;
import dev.touchstone.crm.application.port.out.InMemorySessions;
import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.Session;
import dev.touchstone.crm.domain.session.SessionTimeouts;
import dev.touchstone.crm.domain.session.SessionToken;
import dev.touchstone.crm.domain.session.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionServicesTest {
    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    private static final UserId ANNA = new UserId("anna");
    private static final UserId BERT = new UserId("bert");

    private final MovingClock clock = new MovingClock(START);
    private final InMemorySessions sessions = new InMemorySessions();
    private final SessionTimeouts timeouts = new SessionTimeouts(Duration.ofMinutes(30), Duration.ofHours(8));
    private final OpenSession openSession = new OpenSessionService(sessions, timeouts, new SecureRandom(), clock);
    private final ResumeSession resumeSession = new ResumeSessionService(sessions, timeouts, clock);
    private final CloseSession closeSession = new CloseSessionService(sessions);
    private final PurgeExpiredSessions purgeExpiredSessions = new PurgeExpiredSessionsService(sessions, clock);
    private final CountActiveSessions countActiveSessions = new CountActiveSessionsService(sessions, clock);

    @Test
    void opensASessionThatIsRecognisedByItsToken() {
        OpenSession.Opened opened = open(ANNA);

        assertThat(resume(opened.token())).isEqualTo(new ResumeSession.Resumed(opened.session()));
        assertThat(opened.session().user()).isEqualTo(ANNA);
    }

    @Test
    void opensAnotherSessionEachTime() {
        assertThat(open(ANNA).token()).isNotEqualTo(open(ANNA).token());
        assertThat(countActiveSessions.byUser()).isEqualTo(Map.of(ANNA, 2));
    }

    @Test
    void refusesATokenThatOpensNothing() {
        assertThat(resume(SessionToken.random(new SecureRandom()))).isEqualTo(new ResumeSession.UnknownSession());
    }

    @Test
    void refusesASessionThatWasIdleTooLong() {
        SessionToken token = open(ANNA).token();
        clock.advance(Duration.ofMinutes(30));

        assertThat(resume(token)).isEqualTo(new ResumeSession.SessionExpired());
    }

    @Test
    void keepsASessionInUsePastItsFirstIdleTimeout() {
        SessionToken token = open(ANNA).token();
        clock.advance(Duration.ofMinutes(29));
        resume(token);
        clock.advance(Duration.ofMinutes(29));

        assertThat(resume(token)).isInstanceOf(ResumeSession.Resumed.class);
    }

    @Test
    void endsEvenABusySessionAtItsAbsoluteTimeout() {
        SessionToken token = open(ANNA).token();
        for (int i = 0; i < 31; i++) {
            clock.advance(Duration.ofMinutes(15));
            assertThat(resume(token)).isInstanceOf(ResumeSession.Resumed.class);
        }
        clock.advance(Duration.ofMinutes(15));

        assertThat(resume(token)).isEqualTo(new ResumeSession.SessionExpired());
    }

    @Test
    void writesAUseDownOnlyEverySoOften() {
        OpenSession.Opened opened = open(ANNA);

        clock.advance(Duration.ofSeconds(59));
        resume(opened.token());
        assertThat(stored(opened.token())).contains(opened.session());

        clock.advance(Duration.ofSeconds(1));
        resume(opened.token());
        assertThat(stored(opened.token())).map(Session::lastSeenAt).contains(clock.instant());
    }

    @Test
    void refusesAClosedSession() {
        OpenSession.Opened opened = open(ANNA);

        close(opened.session());

        assertThat(resume(opened.token())).isEqualTo(new ResumeSession.UnknownSession());
    }

    @Test
    void closingTwiceIsTheSameAsClosingOnce() {
        OpenSession.Opened opened = open(ANNA);
        OpenSession.Opened other = open(ANNA);

        close(opened.session());
        close(opened.session());

        assertThat(resume(other.token())).isInstanceOf(ResumeSession.Resumed.class);
    }

    @Test
    void purgesExpiredSessionsAlone() {
        SessionToken old = open(ANNA).token();
        clock.advance(Duration.ofMinutes(20));
        SessionToken young = open(ANNA).token();
        clock.advance(Duration.ofMinutes(10));

        assertThat(purgeExpiredSessions.purge()).isEqualTo(1);

        assertThat(stored(old)).isEmpty();
        assertThat(stored(young)).isPresent();
        assertThat(purgeExpiredSessions.purge()).isZero();
    }

    @Test
    void countsSessionsByUserWithoutTheClosedAndTheExpired() {
        open(ANNA);
        clock.advance(Duration.ofMinutes(20));
        open(ANNA);
        open(BERT);
        close(open(BERT).session());
        assertThat(countActiveSessions.byUser()).isEqualTo(Map.of(ANNA, 2, BERT, 1));

        clock.advance(Duration.ofMinutes(10));
        assertThat(countActiveSessions.byUser()).isEqualTo(Map.of(ANNA, 1, BERT, 1));

        clock.advance(Duration.ofMinutes(20));
        assertThat(countActiveSessions.byUser()).isEmpty();
    }

    private OpenSession.Opened open(UserId user) {
        return openSession.open(new OpenSession.Command(user));
    }

    private ResumeSession.Outcome resume(SessionToken token) {
        return resumeSession.resume(new ResumeSession.Command(token));
    }

    private void close(ActiveSession session) {
        closeSession.close(new CloseSession.Command(session.token()));
    }

    private Optional<Session> stored(SessionToken token) {
        return sessions.find(token.hash(), clock.instant());
    }
}
