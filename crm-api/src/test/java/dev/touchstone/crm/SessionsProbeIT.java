package dev.touchstone.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.crm.testing.CrmClient;
import dev.touchstone.crm.testing.RunningCrm;
import dev.touchstone.crm.testing.ShopSchema;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.PostgresBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowingConsumer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The number of sessions as a scrape shows it. */
class SessionsProbeIT {
    private static final Pattern SERIES = Pattern.compile("(?m)^crm_sessions_active\\{user_id=\"([^\"]+)\"} (\\S+)$");

    private static PostgresBackend database;
    private static RunningCrm crm;

    private record Series(String user, double sessions) {
    }

    @BeforeAll
    static void start() {
        database = Backends.shared().shopDatabase();
        ShopSchema.in(database);
        crm = new RunningCrm(database, Backends.shared().broker(), Map.of());
    }

    @AfterAll
    static void stop() {
        crm.close();
    }

    @Test
    void followsSessionsUpAndDownWithoutNamingAnyone() throws Exception {
        CrmClient anna = crm.manager("anna");
        crm.manager("anna");
        crm.manager("boris");
        scraped(series -> assertThat(series).extracting(Series::sessions).containsExactlyInAnyOrder(2.0, 1.0, 0.0));
        scraped(series -> assertThat(series).extracting(Series::user).contains("other").doesNotContain("anna", "boris"));

        anna.delete("/api/v1/sessions/current");
        scraped(series -> assertThat(series).extracting(Series::sessions).containsExactlyInAnyOrder(1.0, 1.0, 0.0));

        crm.clock.advance(Duration.ofMinutes(30));
        scraped(series -> assertThat(series).containsExactly(new Series("other", 0)));

        // As many users as nobody has: 150 with one session each, and one with three.
        Jdbi.create(database.jdbcUrl(), "crm", database.password("crm")).useHandle(handle -> handle.createUpdate("""
                        insert into crm.sessions (token_hash, user_id, opened_at, last_seen_at, expires_at)
                        select sha256(number::text::bytea), 'user ' || least(number, 151), :now, :now, :end
                        from generate_series(1, 153) number
                        """)
                .bind("now", crm.clock.instant())
                .bind("end", crm.clock.instant().plus(Duration.ofMinutes(5)))
                .execute());
        scraped(series -> {
            assertThat(series).hasSize(101).contains(new Series("other", 51)).extracting(Series::sessions).contains(3.0);
            assertThat(series.stream().mapToDouble(Series::sessions).sum()).isEqualTo(153);
        });
    }

    private static void scraped(ThrowingConsumer<List<Series>> assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertion.accept(SERIES.matcher(crm.observer().get("/metrics").text()).results()
                .map((MatchResult match) -> new Series(match.group(1), Double.parseDouble(match.group(2)))).toList()));
    }
}
