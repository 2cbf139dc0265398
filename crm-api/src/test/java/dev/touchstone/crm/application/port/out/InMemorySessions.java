package dev.touchstone.crm.application.port.out;

import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.Session;
import dev.touchstone.crm.domain.session.SessionTokenHash;
import dev.touchstone.crm.domain.session.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

public final class InMemorySessions implements Sessions, SessionCounts {
    private final Map<SessionTokenHash, ActiveSession> stored = new ConcurrentHashMap<>();

    @Override
    public void add(ActiveSession session) {
        stored.put(session.token(), session);
    }

    @Override
    public Optional<Session> find(SessionTokenHash token, Instant now) {
        return Optional.ofNullable(stored.get(token)).map(found ->
                Session.at(now, found.token(), found.user(), found.openedAt(), found.lastSeenAt(), found.expiresAt()));
    }

    @Override
    public void touch(ActiveSession session) {
        stored.computeIfPresent(session.token(),
                (_, before) -> before.lastSeenAt().isBefore(session.lastSeenAt()) ? session : before);
    }

    @Override
    public void remove(SessionTokenHash token) {
        stored.remove(token);
    }

    @Override
    public int removeExpired(Instant now) {
        int before = stored.size();
        stored.values().removeIf(session -> !now.isBefore(session.expiresAt()));
        return before - stored.size();
    }

    @Override
    public Map<UserId, Integer> activeByUser(Instant now) {
        return stored.values().stream()
                .filter(session -> now.isBefore(session.expiresAt()))
                .collect(Collectors.groupingBy(ActiveSession::user, Collectors.summingInt(_ -> 1)));
    }
}
