package dev.touchstone.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.crm.domain.session.UserId;
import dev.touchstone.crm.testing.CrmClient;
import dev.touchstone.crm.testing.CrmClient.Answer;
import dev.touchstone.crm.testing.RunningCrm;
import dev.touchstone.crm.testing.ShopSchema;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.BrokerBackend;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.local.token.TokenIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The session over HTTP, in the composed service. */
class SessionsIT {
    private static final String SESSIONS = "/api/v1/sessions";
    private static final String CURRENT = SESSIONS + "/current";

    private static TokenIssuer tokens;
    private static PostgresBackend database;
    private static BrokerBackend broker;
    private static RunningCrm crm;

    @BeforeAll
    static void start() {
        tokens = Backends.shared().tokens();
        database = Backends.shared().shopDatabase();
        broker = Backends.shared().broker();
        ShopSchema.in(database);
        crm = new RunningCrm(database, broker, Map.of());
    }

    @AfterAll
    static void stop() {
        crm.close();
    }

    @Test
    void exchangesAManagersTokenForACookie() throws Exception {
        Answer opened = crm.client().withToken(tokens.token("manager", "anna")).post(SESSIONS);

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.header("Location")).contains(CURRENT);
        assertThat(opened.header("Cache-Control")).contains("no-store");
        assertThat(List.of(opened.header("Set-Cookie").orElseThrow().split("; *")))
                .hasSize(4)
                .first().asString().matches("touchstone_session=[A-Za-z0-9_-]{43}");
        assertThat(List.of(opened.header("Set-Cookie").orElseThrow().split("; *")))
                .contains("Path=/", "HttpOnly", "SameSite=Strict");
        assertThat(opened.json().path("userId").asText()).isEqualTo("anna");
        assertThat(opened.json().path("expiresAt").asText()).isEqualTo(crm.clock.instant().plus(Duration.ofMinutes(30)).toString().replace("789Z", "Z"));
    }

    @Test
    void sendsTheCookieOverTlsAloneWhenToldSo() throws Exception {
        try (RunningCrm behindTls = new RunningCrm(database, broker, Map.of("SESSIONS_SECURE_COOKIE", "true"))) {
            Answer opened = behindTls.client().withToken(tokens.token("manager", "anna")).post(SESSIONS);

            assertThat(opened.header("Set-Cookie").orElseThrow()).contains("Secure");
        }
    }

    @Test
    void givesAnotherCookieEachTime() throws Exception {
        CrmClient client = crm.client().withToken(tokens.token("manager", "anna"));

        assertThat(client.post(SESSIONS).cookie()).isNotEqualTo(client.post(SESSIONS).cookie());
    }

    @Test
    void opensNothingWithoutAGoodToken() throws Exception {
        Answer without = crm.client().post(SESSIONS);
        Answer malformed = crm.client().withToken("not.a.token").post(SESSIONS);
        Answer expired = crm.client().withToken(tokens.token(List.of("manager"), "anna", Duration.ofHours(-1))).post(SESSIONS);

        for (Answer refused : List.of(without, malformed, expired)) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.problem()).isEqualTo("unauthorized");
            assertThat(refused.header("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
            assertThat(refused.header("Set-Cookie")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "operator"})
    void opensNothingForAnotherRole(String role) throws Exception {
        Answer refused = crm.client().withToken(tokens.token(role, "carl")).post(SESSIONS);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("forbidden");
        assertThat(refused.header("Set-Cookie")).isEmpty();
    }

    @Test
    void knowsTheHolderOfTheCookie() throws Exception {
        Answer current = crm.manager("anna").get(CURRENT);

        assertThat(current.status()).isEqualTo(200);
        assertThat(current.json().path("userId").asText()).isEqualTo("anna");
    }

    @Test
    void findsItsCookieAmongOthers() throws Exception {
        String cookie = crm.client().withToken(tokens.token("manager", "anna")).post(SESSIONS).cookie();

        assertThat(crm.client().withCookie("theme=dark; " + cookie + "; language=en").get(CURRENT).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "GET    | /api/v1/sessions/current",
            "DELETE | /api/v1/sessions/current",
            "GET    | /api/v1/orders",
            "GET    | /api/v1/orders/019ca8b3-0000-7000-8000-000000000001",
            "POST   | /api/v1/orders/019ca8b3-0000-7000-8000-000000000001/approval",
            "POST   | /api/v1/orders/019ca8b3-0000-7000-8000-000000000001/shipment",
            "POST   | /api/v1/orders/019ca8b3-0000-7000-8000-000000000001/closure"
    })
    void refusesEveryRouteWithoutASession(String method, String path) throws Exception {
        CrmClient client = crm.client();
        Answer without = client.send(method, path);
        Answer unknown = client.withCookie("touchstone_session=" + "A".repeat(43)).send(method, path);
        Answer malformed = client.withCookie("touchstone_session=' or true --").send(method, path);
        Answer tokenAlone = client.withToken(tokens.token("manager", "anna")).send(method, path);

        assertThat(unknown.problem()).isEqualTo("session-unknown");
        for (Answer refused : List.of(without, malformed, tokenAlone)) {
            assertThat(refused.problem()).isEqualTo("session-required");
        }
        for (Answer refused : List.of(without, unknown, malformed, tokenAlone)) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate").orElseThrow()).contains("touchstone_session");
        }
    }

    @Test
    void endsASessionThatWasIdleTooLong() throws Exception {
        CrmClient manager = crm.manager("anna");
        crm.clock.advance(Duration.ofMinutes(30));

        Answer refused = manager.get(CURRENT);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.problem()).isEqualTo("session-expired");
    }

    @Test
    void keepsASessionInUseUntilItsAbsoluteTimeout() throws Exception {
        CrmClient manager = crm.manager("anna");
        for (int quarter = 1; quarter < 8 * 4; quarter++) {
            crm.clock.advance(Duration.ofMinutes(15));
            assertThat(manager.get(CURRENT).status()).isEqualTo(200);
        }
        crm.clock.advance(Duration.ofMinutes(15));

        assertThat(manager.get(CURRENT).problem()).isEqualTo("session-expired");
    }

    @Test
    void closesASessionAndTakesItsCookieBack() throws Exception {
        CrmClient manager = crm.manager("anna");
        CrmClient sameUserElsewhere = crm.manager("anna");

        Answer closed = manager.delete(CURRENT);

        assertThat(closed.status()).isEqualTo(204);
        assertThat(closed.header("Set-Cookie").orElseThrow()).startsWith("touchstone_session=;").contains("Expires=Thu, ", "Jan 1970 00:00:00 GMT", "Path=/");
        assertThat(manager.get(CURRENT).problem()).isEqualTo("session-unknown");
        assertThat(manager.delete(CURRENT).status()).isEqualTo(401);
        assertThat(sameUserElsewhere.get(CURRENT).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
            "Sec-Fetch-Site, cross-site",
            "Sec-Fetch-Site, same-site",
            "Origin, https://elsewhere.example",
            "Origin, http://127.0.0.1:1",
            "Origin, null"
    })
    void refusesChangesThatAnotherOriginsPageAsksFor(String header, String value) throws Exception {
        CrmClient manager = crm.manager("anna");

        Answer refused = manager.with(header, value).delete(CURRENT);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("cross-origin-request");
        assertThat(manager.with(header, value).get(CURRENT).status()).isEqualTo(200);
    }

    @Test
    void takesChangesFromItsOwnPagesAndFromOtherClients() throws Exception {
        assertThat(crm.manager("anna").with("Sec-Fetch-Site", "same-origin").delete(CURRENT).status()).isEqualTo(204);
        assertThat(crm.manager("anna").with("Sec-Fetch-Site", "none").delete(CURRENT).status()).isEqualTo(204);
        assertThat(crm.manager("anna").with("Origin", "http://" + crm.authority()).delete(CURRENT).status()).isEqualTo(204);
        assertThat(crm.manager("anna").delete(CURRENT).status()).isEqualTo(204);
    }

    @Test
    void countsTheSessionsOfEachUser() throws Exception {
        UserId user = new UserId("counted");
        assertThat(crm.composition().countActiveSessions().byUser()).doesNotContainKey(user);

        crm.manager(user.value());
        CrmClient manager = crm.manager(user.value());
        assertThat(crm.composition().countActiveSessions().byUser()).containsEntry(user, 2);

        manager.delete(CURRENT);
        assertThat(crm.composition().countActiveSessions().byUser()).containsEntry(user, 1);

        crm.clock.advance(Duration.ofMinutes(30));
        assertThat(crm.composition().countActiveSessions().byUser()).doesNotContainKey(user);
    }

    @Test
    void keepsSessionsOverARestart() throws Exception {
        String cookie;
        try (RunningCrm before = new RunningCrm(database, broker, Map.of())) {
            cookie = before.client().withToken(tokens.token("manager", "anna")).post(SESSIONS).cookie();
        }
        try (RunningCrm after = new RunningCrm(database, broker, Map.of())) {
            assertThat(after.client().withCookie(cookie).get(CURRENT).status()).isEqualTo(200);
        }
    }

    @Test
    void forgetsExpiredSessionsByItself() throws Exception {
        PostgresBackend own = Backends.shared().shopDatabase();
        try (RunningCrm tidy = new RunningCrm(own, broker, Map.of("SESSIONS_PURGE_INTERVAL", "PT0.02S"))) {
            CrmClient expiring = tidy.manager("anna");
            tidy.clock.advance(Duration.ofMinutes(20));
            CrmClient lasting = tidy.manager("anna");
            tidy.clock.advance(Duration.ofMinutes(10));

            Jdbi stored = Jdbi.create(own.jdbcUrl(), "crm", own.password("crm"));
            await().until(() -> stored.withHandle(handle -> handle.createQuery("select count(*) from crm.sessions").mapTo(int.class).one()) == 1);

            assertThat(expiring.get(CURRENT).problem()).isEqualTo("session-unknown");
            assertThat(lasting.get(CURRENT).status()).isEqualTo(200);
        }
    }
}
