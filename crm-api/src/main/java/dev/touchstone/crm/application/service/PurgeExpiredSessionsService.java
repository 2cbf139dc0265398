package dev.touchstone.crm.application.service;

import dev.touchstone.crm.application.port.in.PurgeExpiredSessions;
import dev.touchstone.crm.application.port.out.Sessions;
import java.time.Clock;

public final class PurgeExpiredSessionsService implements PurgeExpiredSessions {
    private final Sessions sessions;
    private final Clock clock;

    public PurgeExpiredSessionsService(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public int purge() {
        return sessions.removeExpired(clock.instant());
    }
}
