package dev.touchstone.crm.adapter.in.schedule;

import dev.touchstone.crm.application.port.in.PurgeExpiredSessions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Purges expired sessions every so often, so that the table grows with the sessions in use and not with time. */
public final class SessionPurge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionPurge.class);

    private final PurgeExpiredSessions purgeExpiredSessions;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("session-purge").factory());

    private SessionPurge(PurgeExpiredSessions purgeExpiredSessions) {
        this.purgeExpiredSessions = purgeExpiredSessions;
    }

    public static SessionPurge start(PurgeExpiredSessions purgeExpiredSessions, Duration interval) {
        SessionPurge purge = new SessionPurge(purgeExpiredSessions);
        purge.timer.scheduleWithFixedDelay(purge::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return purge;
    }

    private void run() {
        try {
            LOG.debug("{} expired sessions purged", purgeExpiredSessions.purge());
        } catch (RuntimeException e) {
            // An exception would end the schedule; the next purge takes what this one left.
            LOG.warn("Expired sessions could not be purged", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
