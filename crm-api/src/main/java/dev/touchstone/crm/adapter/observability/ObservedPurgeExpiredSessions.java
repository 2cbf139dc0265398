package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.in.PurgeExpiredSessions;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedPurgeExpiredSessions implements PurgeExpiredSessions {
    private final PurgeExpiredSessions purgeExpiredSessions;
    private final PortObserver observer;

    public ObservedPurgeExpiredSessions(PurgeExpiredSessions purgeExpiredSessions, PortObserver observer) {
        this.purgeExpiredSessions = purgeExpiredSessions;
        this.observer = observer;
    }

    @Override
    public int purge() {
        return observer.call(CrmCall.PURGE_EXPIRED_SESSIONS_PURGE, () -> purgeExpiredSessions.purge());
    }
}
