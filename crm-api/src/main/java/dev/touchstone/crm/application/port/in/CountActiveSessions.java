package dev.touchstone.crm.application.port.in;

import dev.touchstone.crm.domain.session.UserId;
import java.util.Map;

/** How many sessions are neither closed nor expired. */
public interface CountActiveSessions {
    /** @return sessions by user; a user without one is absent */
    Map<UserId, Integer> byUser();
}
