package dev.touchstone.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.client.FakeSuite;
import dev.touchstone.local.client.Patience;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.stack.ServerStatus;
import dev.touchstone.local.stack.ServerStatus.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemonstrationTest {

    private static final Patience SHORT = new Patience(Duration.ofMillis(500), Duration.ofMillis(5));

    private final FakeSuite fake = new FakeSuite();
    private final SuiteClient suite = fake.client();
    private final StringWriter out = new StringWriter();
    private final Screen screen = new Screen(new PrintWriter(out), false);
    private ServerStatus shop = server(State.HEALTHY, "ok");

    @AfterEach
    void stop() {
        suite.close();
        fake.close();
    }

    private static ServerStatus server(State state, String detail) {
        return new ServerStatus("shop-api", state, List.of(12L), Map.of(), detail, Path.of("shop-api.log"));
    }

    private List<String> demonstrate(boolean traffic) throws InterruptedException {
        HealthWatch health = new HealthWatch(() -> List.of(shop), screen);
        return new Demonstration(suite, health, screen, SHORT, Duration.ZERO).run(traffic, Optional.of(Duration.ZERO));
    }

    @Test
    void isContentWhenOrdersWereClosedAndEverythingIsHealthyAndScraped() throws InterruptedException {
        fake.results.put("{__name__=~\"plan:m[0-9]+_.+\"}", """
                [{"metric": {"__name__": "plan:m26_crm_sessions", "user_id": "otto"}, "value": [0, "1"]},
                 {"metric": {"__name__": "plan:m26_crm_sessions", "user_id": "mona"}, "value": [0, "3"]}]""");

        assertThat(demonstrate(true)).isEmpty();
        assertThat(out.toString().lines().filter(line -> line.contains(" CLOSED "))).hasSize(6);
        assertThat(out.toString()).contains("REJECTED", "CANCELLED", "The monitoring plan, as Prometheus has it now");
        assertThat(out.toString().lines().map(line -> line.strip().replaceAll(" +", " "))).contains(
                "26 Sessions of the CRM API at once 3 sessions 2 mona", "28 Kilobytes sent by the MES API – kB/s 0");
    }

    @Test
    void isNotContentWithATargetThatIsDown() throws InterruptedException {
        fake.crmTargetHealth = "down";

        assertThat(demonstrate(true)).containsExactly("Prometheus can not scrape crm-api at http://127.0.0.1:9082/metrics: refused");
    }

    @Test
    void isNotContentWhenNoOrderIsClosed() throws InterruptedException {
        fake.conveyorStopped = true;

        assertThat(demonstrate(true)).containsExactly("8 orders did not end as they should", "no order was closed");
        assertThat(out.toString()).contains("FAILED     order ", "has stayed SUBMITTED");
    }

    @Test
    void withoutTrafficNoOrderIsExpected() throws InterruptedException {
        assertThat(demonstrate(false)).isEmpty();
        assertThat(out.toString()).doesNotContain("CLOSED");
    }

    @Test
    void isNotContentWithAServerThatHasDied() throws InterruptedException {
        shop = server(State.DIED, "ended by itself");

        assertThat(demonstrate(false)).containsExactly("shop-api: died (ended by itself); see ./touchstone logs shop-api");
    }

    @Test
    void oneFailedHealthCheckIsToldButIsNoTrouble() {
        HealthWatch health = new HealthWatch(() -> List.of(shop), screen);
        shop = server(State.UNHEALTHY, "timed out");
        health.look();
        shop = server(State.HEALTHY, "ok");
        health.look();

        assertThat(health.troubles()).isEmpty();
        assertThat(out.toString().lines()).containsExactly("shop-api: unhealthy (timed out); see ./touchstone logs shop-api",
                "shop-api is healthy again");
    }

    @Test
    void twoFailedHealthChecksInARowAreATrouble() {
        HealthWatch health = new HealthWatch(() -> List.of(shop), screen);
        shop = server(State.UNHEALTHY, "timed out");
        health.look();
        health.look();
        health.look();

        assertThat(health.troubles()).hasSize(1);
    }
}
