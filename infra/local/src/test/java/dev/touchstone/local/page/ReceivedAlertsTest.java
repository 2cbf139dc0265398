package dev.touchstone.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.page.ReceivedAlerts.Alert;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceivedAlertsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final ReceivedAlerts received = new ReceivedAlerts(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void forgetsFirstWhatItHasHeardOfLongestAgo() {
        receive("again", 0);
        IntStream.rangeClosed(1, ReceivedAlerts.MOST_ALERTS - 1).forEach(number -> receive("alert", number));
        receive("again", 0);
        receive("last", 0);

        List<String> kept = received.inbox().alerts().stream().map(Alert::fingerprint).toList();

        assertThat(kept).hasSize(ReceivedAlerts.MOST_ALERTS).startsWith("last0", "again0").doesNotContain("alert1").contains("alert2");
        assertThat(received.inbox().notifications()).isEqualTo(ReceivedAlerts.MOST_ALERTS + 2);
    }

    @Test
    void keepsNoMoreOfAnAlertThanFits() {
        String labels = IntStream.range(0, 100).mapToObj(number -> "\"label%d\":\"%s\"".formatted(number, "x".repeat(5_000))).collect(Collectors.joining(","));

        receive("{\"alerts\":[{\"fingerprint\":\"one\",\"labels\":{" + labels + "}}]}");

        Alert alert = received.inbox().alerts().getFirst();
        assertThat(alert.labels()).hasSize(ReceivedAlerts.MOST_LABELS);
        assertThat(alert.labels().values()).allSatisfy(value -> assertThat(value).hasSize(ReceivedAlerts.LONGEST_VALUE + 1).endsWith("…"));
        assertThat(alert.receivedAt()).isEqualTo(NOW.toString());
    }

    @Test
    void tellsAlertsWithoutAFingerprintApartByTheirLabels() {
        receive("{\"alerts\":[{\"labels\":{\"alertname\":\"A\"}},{\"labels\":{\"alertname\":\"B\"}},{\"labels\":{\"alertname\":\"A\"},\"status\":\"resolved\"}]}");

        assertThat(received.inbox().alerts()).extracting(alert -> alert.labels().get("alertname") + " " + alert.status()).containsExactly("A resolved", "B firing");
    }

    private void receive(String name, int number) {
        receive("{\"alerts\":[{\"fingerprint\":\"%s%d\"}]}".formatted(name, number));
    }

    private void receive(String notification) {
        assertThat(received.receive(notification.getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(204);
    }
}
