package dev.touchstone.crm.adapter.in.schedule;

import static java.util.stream.Collectors.toMap;

import dev.touchstone.crm.application.port.in.CountActiveSessions;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.probe.Probe;
import dev.touchstone.observability.probe.Reading;
import dev.touchstone.observability.users.TopUsers;
import java.util.List;

/** Active sessions by user: those of the users with the most under their pseudonyms, the rest together. */
public final class SessionsProbe implements Probe.Source {
    private final CountActiveSessions countActiveSessions;
    private final TopUsers users;

    public SessionsProbe(CountActiveSessions countActiveSessions, TopUsers users) {
        this.countActiveSessions = countActiveSessions;
        this.users = users;
    }

    @Override
    public List<Reading> read() {
        var byUser = countActiveSessions.byUser().entrySet().stream().collect(toMap(entry -> entry.getKey().value(), entry -> entry.getValue()));
        return users.bounded(byUser).stream().map(sample -> new Reading(Metric.CRM_SESSIONS_ACTIVE, sample)).toList();
    }
}
