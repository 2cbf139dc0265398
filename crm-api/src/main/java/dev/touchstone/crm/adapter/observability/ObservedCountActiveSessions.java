package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.in.CountActiveSessions;
import dev.touchstone.crm.domain.session.UserId;
import dev.touchstone.observability.port.PortObserver;
import java.util.Map;

public final class ObservedCountActiveSessions implements CountActiveSessions {
    private final CountActiveSessions countActiveSessions;
    private final PortObserver observer;

    public ObservedCountActiveSessions(CountActiveSessions countActiveSessions, PortObserver observer) {
        this.countActiveSessions = countActiveSessions;
        this.observer = observer;
    }

    @Override
    public Map<UserId, Integer> byUser() {
        return observer.call(CrmCall.COUNT_ACTIVE_SESSIONS_BY_USER, () -> countActiveSessions.byUser());
    }
}
