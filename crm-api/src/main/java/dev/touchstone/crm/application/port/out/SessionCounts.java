package dev.touchstone.crm.application.port.out;

import dev.touchstone.crm.domain.session.UserId;
import java.time.Instant;
import java.util.Map;

public interface SessionCounts {
    /** Sessions not expired at {@code now}; a user without one is absent. */
    Map<UserId, Integer> activeByUser(Instant now);
}
