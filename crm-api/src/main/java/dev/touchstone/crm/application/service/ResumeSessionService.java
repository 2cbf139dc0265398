package dev.touchstone.crm.application.service;

import dev.touchstone.crm.application.port.in.ResumeSession;
import dev.touchstone.crm.application.port.out.Sessions;
import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.ExpiredSession;
import dev.touchstone.crm.domain.session.SessionTimeouts;
import java.time.Clock;
import java.time.Instant;

public final class ResumeSessionService implements ResumeSession {
    private final Sessions sessions;
    private final SessionTimeouts timeouts;
    private final Clock clock;

    public ResumeSessionService(Sessions sessions, SessionTimeouts timeouts, Clock clock) {
        this.sessions = sessions;
        this.timeouts = timeouts;
        this.clock = clock;
    }

    @Override
    public Outcome resume(Command command) {
        Instant now = clock.instant();
        return switch (sessions.find(command.token().hash(), now).orElse(null)) {
            case null -> new UnknownSession();
            case ExpiredSession _ -> new SessionExpired();
            case ActiveSession active -> new Resumed(used(active, now));
        };
    }

    private ActiveSession used(ActiveSession session, Instant now) {
        if (!session.isDueForTouch(now, timeouts)) {
            return session;
        }
        ActiveSession touched = session.touched(now, timeouts);
        sessions.touch(touched);
        return touched;
    }
}
