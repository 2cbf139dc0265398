package dev.touchstone.crm.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.crm.application.port.out.SessionCounts;
import dev.touchstone.crm.application.port.out.Sessions;
import dev.touchstone.crm.application.port.out.SessionsContract;
import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.SessionTimeouts;
import dev.touchstone.crm.domain.session.SessionToken;
import dev.touchstone.crm.domain.session.UserId;
import dev.touchstone.crm.testing.CrmDatabase;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.platform.database.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JdbiSessionsIT extends SessionsContract {
    private static Database database;
    private static JdbiSessions sessions;

    @BeforeAll
    static void openTheDatabase() {
        database = CrmDatabase.in(Backends.shared().shopDatabase());
        sessions = new JdbiSessions(database.jdbi());
    }

    @AfterAll
    static void closeTheDatabase() {
        database.close();
    }

    @AfterEach
    void clearTheSessions() {
        database.jdbi().useHandle(handle -> handle.execute("delete from sessions"));
    }

    @Override
    protected Sessions sessions() {
        return sessions;
    }

    @Override
    protected SessionCounts counts() {
        return sessions;
    }

    @Test
    void storesTheHashOfTheTokenAndTheTokenNowhere() throws Exception {
        SessionToken token = SessionToken.random(new SecureRandom());
        sessions.add(ActiveSession.opened(token.hash(), new UserId("anna"), Instant.parse("2026-03-01T09:00:00Z"),
                new SessionTimeouts(Duration.ofMinutes(30), Duration.ofHours(8))));

        byte[] stored = database.jdbi().withHandle(handle -> handle.createQuery("select token_hash from sessions").mapTo(byte[].class).one());
        String row = database.jdbi().withHandle(handle -> handle.createQuery("select sessions::text from sessions").mapTo(String.class).one());

        assertThat(stored).isEqualTo(MessageDigest.getInstance("SHA-256").digest(token.secret().getBytes(StandardCharsets.US_ASCII)));
        assertThat(row).doesNotContain(token.secret());
    }
}
