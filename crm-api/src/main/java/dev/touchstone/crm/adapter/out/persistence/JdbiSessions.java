package dev.touchstone.crm.adapter.out.persistence;

import dev.touchstone.crm.application.port.out.SessionCounts;
import dev.touchstone.crm.application.port.out.Sessions;
import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.Session;
import dev.touchstone.crm.domain.session.SessionTokenHash;
import dev.touchstone.crm.domain.session.UserId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

public final class JdbiSessions implements Sessions, SessionCounts {
    private final Jdbi jdbi;

    public JdbiSessions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(ActiveSession session) {
        Statements.run(() -> jdbi.withHandle(handle -> handle
                .createUpdate("""
                        insert into sessions (token_hash, user_id, opened_at, last_seen_at, expires_at)
                        values (:token, :user, :openedAt, :lastSeenAt, :expiresAt)
                        """)
                .bind("token", bytes(session.token()))
                .bind("user", session.user().value())
                .bind("openedAt", session.openedAt())
                .bind("lastSeenAt", session.lastSeenAt())
                .bind("expiresAt", session.expiresAt())
                .execute()));
    }

    @Override
    public Optional<Session> find(SessionTokenHash token, Instant now) {
        return Statements.run(() -> jdbi.withHandle(handle -> handle
                .createQuery("select user_id, opened_at, last_seen_at, expires_at from sessions where token_hash = :token")
                .bind("token", bytes(token))
                .map((row, _) -> Session.at(now, token, new UserId(row.getString("user_id")),
                        row.getTimestamp("opened_at").toInstant(),
                        row.getTimestamp("last_seen_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant()))
                .findOne()));
    }

    @Override
    public void touch(ActiveSession session) {
        Statements.run(() -> jdbi.withHandle(handle -> handle
                .createUpdate("""
                        update sessions set last_seen_at = :lastSeenAt, expires_at = :expiresAt
                        where token_hash = :token and last_seen_at < :lastSeenAt
                        """)
                .bind("token", bytes(session.token()))
                .bind("lastSeenAt", session.lastSeenAt())
                .bind("expiresAt", session.expiresAt())
                .execute()));
    }

    @Override
    public void remove(SessionTokenHash token) {
        Statements.run(() -> jdbi.withHandle(handle -> handle
                .createUpdate("delete from sessions where token_hash = :token")
                .bind("token", bytes(token))
                .execute()));
    }

    @Override
    public int removeExpired(Instant now) {
        return Statements.run(() -> jdbi.withHandle(handle -> handle
                .createUpdate("delete from sessions where expires_at <= :now")
                .bind("now", now)
                .execute()));
    }

    @Override
    public Map<UserId, Integer> activeByUser(Instant now) {
        return Statements.run(() -> jdbi.withHandle(handle -> handle
                .createQuery("select user_id, count(*) sessions from sessions where expires_at > :now group by user_id")
                .bind("now", now)
                .map((row, _) -> Map.entry(new UserId(row.getString("user_id")), row.getInt("sessions")))
                .list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    private static byte[] bytes(SessionTokenHash token) {
        return HexFormat.of().parseHex(token.hex());
    }
}
