package dev.touchstone.crm.application.service;

import dev.touchstone.crm.application.port.in.OpenSession;
import dev.touchstone.crm.application.port.out.Sessions;
import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.SessionTimeouts;
import dev.touchstone.crm.domain.session.SessionToken;
import java.security.SecureRandom;
import java.time.Clock;

public final class OpenSessionService implements OpenSession {
    private final Sessions sessions;
    private final SessionTimeouts timeouts;
    private final SecureRandom random;
    private final Clock clock;

    public OpenSessionService(Sessions sessions, SessionTimeouts timeouts, SecureRandom random, Clock clock) {
        this.sessions = sessions;
        this.timeouts = timeouts;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Opened open(Command command) {
        SessionToken token = SessionToken.random(random);
        ActiveSession session = ActiveSession.opened(token.hash(), command.manager(), clock.instant(), timeouts);
        sessions.add(session);
        return new Opened(token, session);
    }
}
