package dev.touchstone.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.client.PrometheusClient.Alert;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusCommandTest {

    @Test
    void saysWhichAlertsFire() {
        Alert alert = new Alert(Map.of("alertname", "DatabaseDown", "severity", "page", "component", "mes-db"), true, "mes-db does not answer");

        assertThat(StatusCommand.firing(List.of(alert)).lines().toList()).last().asString()
                .containsSubsequence("DatabaseDown", "page", "mes-db", "mes-db does not answer");
    }

    @Test
    void saysNothingOfAlertsWhileNoneFires() {
        assertThat(StatusCommand.firing(List.of())).isEmpty();
    }
}
