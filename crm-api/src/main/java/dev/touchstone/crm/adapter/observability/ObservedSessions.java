package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.out.Sessions;
import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.Session;
import dev.touchstone.crm.domain.session.SessionTokenHash;
import dev.touchstone.observability.port.PortObserver;
import java.time.Instant;
import java.util.Optional;

public final class ObservedSessions implements Sessions {
    private final Sessions sessions;
    private final PortObserver observer;

    public ObservedSessions(Sessions sessions, PortObserver observer) {
        this.sessions = sessions;
        this.observer = observer;
    }

    @Override
    public void add(ActiveSession session) {
        observer.run(CrmCall.SESSIONS_ADD, () -> sessions.add(session));
    }

    @Override
    public Optional<Session> find(SessionTokenHash token, Instant now) {
        return observer.call(CrmCall.SESSIONS_FIND, () -> sessions.find(token, now));
    }

    @Override
    public void touch(ActiveSession session) {
        observer.run(CrmCall.SESSIONS_TOUCH, () -> sessions.touch(session));
    }

    @Override
    public void remove(SessionTokenHash token) {
        observer.run(CrmCall.SESSIONS_REMOVE, () -> sessions.remove(token));
    }

    @Override
    public int removeExpired(Instant now) {
        return observer.call(CrmCall.SESSIONS_REMOVE_EXPIRED, () -> sessions.removeExpired(now));
    }
}
