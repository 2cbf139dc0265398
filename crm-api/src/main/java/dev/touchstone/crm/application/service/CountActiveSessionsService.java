package dev.touchstone.crm.application.service;

import dev.touchstone.crm.application.port.in.CountActiveSessions;
import dev.touchstone.crm.application.port.out.SessionCounts;
import dev.touchstone.crm.domain.session.UserId;
import java.time.Clock;
import java.util.Map;

public final class CountActiveSessionsService implements CountActiveSessions {
    private final SessionCounts counts;
    private final Clock clock;

    public CountActiveSessionsService(SessionCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public Map<UserId, Integer> byUser() {
        return counts.activeByUser(clock.instant());
    }
}
