package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.out.SessionCounts;
import dev.touchstone.crm.domain.session.UserId;
import dev.touchstone.observability.port.PortObserver;
import java.time.Instant;
import java.util.Map;

public final class ObservedSessionCounts implements SessionCounts {
    private final SessionCounts sessionCounts;
    private final PortObserver observer;

    public ObservedSessionCounts(SessionCounts sessionCounts, PortObserver observer) {
        this.sessionCounts = sessionCounts;
        this.observer = observer;
    }

    @Override
    public Map<UserId, Integer> activeByUser(Instant now) {
        return observer.call(CrmCall.SESSION_COUNTS_ACTIVE_BY_USER, () -> sessionCounts.activeByUser(now));
    }
}
