package dev.touchstone.scenarios.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.local.client.PrometheusClient;
import dev.touchstone.local.client.PrometheusClient.Sample;
import dev.touchstone.local.client.SuiteAddresses;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.observability.catalog.PlanMetric;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The suite in containers, where an engine with Compose answers. */
@EnabledIf("engineAnswers")
class ComposeE2E {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    static boolean engineAnswers() {
        return Compose.isToBeHad();
    }

    @Test
    void isAcceptedByComposeWithEveryProfile() throws Exception {
        Compose compose = Compose.named("touchstone-config", List.of());

        assertThat(compose.run("--profile", "*", "config", "--quiet")).isEmpty();
        assertThat(Compose.named("touchstone-config", List.of(Compose.LABORATORY)).run("config", "--quiet")).isEmpty();
        assertThat(compose.run("config", "--services").lines()).contains("shop-api", "crm-api", "mes-pipeline", "demo", "prometheus");
    }

    @Test
    @EnabledIfSystemProperty(named = Compose.WHOLE, matches = "true")
    void startsHealthyShowsTheNumbersSharesTheWorkAndLeavesNothing() throws Exception {
        Compose compose = Compose.named("touchstone-e2e", Compose.overrides());
        try {
            compose.run("up", "--detach", "--build", "--wait", "--wait-timeout", "600");
            PrometheusClient prometheus = prometheus(compose);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(records(prometheus))
                    .containsAll(Stream.of(PlanMetric.values()).map(PlanMetric::record).toList()));

            compose.run("up", "--detach", "--no-recreate", "--wait", "--wait-timeout", "300", "--scale", "mes-pipeline=3");
            await().atMost(PATIENCE.multipliedBy(2)).untilAsserted(() -> assertThat(piecesByReplica(prometheus)).hasSize(3)
                    .allSatisfy((replica, pieces) -> assertThat(pieces).as(replica).isPositive()));
        } finally {
            compose.run("--profile", "*", "down", "--volumes", "--timeout", "30");
        }
        assertThat(compose.left("container")).isEmpty();
        assertThat(compose.left("volume")).isEmpty();
        assertThat(compose.left("network")).isEmpty();
    }

    private static PrometheusClient prometheus(Compose compose) {
        URI address = URI.create("http://127.0.0.1:" + compose.ports().get("PROMETHEUS_PORT"));
        return new SuiteClient(new SuiteAddresses(address, address, address, address), (role, subject) -> "").prometheus();
    }

    private static Set<String> records(PrometheusClient prometheus) {
        return prometheus.query("{__name__=~\"plan:m[0-9]+_.+\"}").stream().map(sample -> sample.label("__name__")).collect(Collectors.toSet());
    }

    private static Map<String, Double> piecesByReplica(PrometheusClient prometheus) {
        return prometheus.query("sum by (instance) (mes_stage_duration_seconds_count{job=\"mes-pipeline\"}) and on (instance) up == 1").stream()
                .collect(Collectors.toMap(sample -> sample.label("instance"), Sample::value));
    }
}
