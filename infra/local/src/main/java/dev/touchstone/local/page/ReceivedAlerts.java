package dev.touchstone.local.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The latest word of Alertmanager on each alert, as its webhook (version 4) delivers it. Bounded in every direction: the alerts
 * that were heard of longest ago are forgotten first, long values are cut.
 */
final class ReceivedAlerts {

    static final int MOST_ALERTS = 500;
    static final int MOST_LABELS = 40;
    static final int LONGEST_VALUE = 1_000;
    static final int LARGEST_NOTIFICATION = 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;
    /** By fingerprint, in the order in which they were heard of last. */
    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private long notifications;

    ReceivedAlerts(Clock clock) {
        this.clock = clock;
    }

    /** @param status firing or resolved; times as ISO instants, as they came */
    record Alert(String fingerprint, String status, Map<String, String> labels, Map<String, String> annotations, String startsAt, String endsAt,
                 String receivedAt) {
    }

    /** What the page shows: how many notifications came, and the alerts, those heard of last first. */
    record Inbox(long notifications, List<Alert> alerts) {
    }

    Reply receive(byte[] notification) {
        if (notification.length > LARGEST_NOTIFICATION) {
            return Reply.text(413, "That notification is too long.\n");
        }
        try {
            JsonNode json = JSON.readTree(notification);
            if (!json.path("alerts").isArray()) {
                return Reply.text(400, "A notification has an array of alerts.\n");
            }
            keep(json.path("alerts"));
            return new Reply(204, Reply.JSON, new byte[0]);
        } catch (IOException notJson) {
            return Reply.text(400, "A notification is JSON.\n");
        }
    }

    private synchronized void keep(JsonNode received) {
        notifications++;
        String now = Instant.now(clock).toString();
        for (JsonNode one : received) {
            Alert alert = new Alert(cut(one.path("fingerprint").asText()), one.path("status").asText().equals("resolved") ? "resolved" : "firing",
                    texts(one.path("labels")), texts(one.path("annotations")), cut(one.path("startsAt").asText()), cut(one.path("endsAt").asText()), now);
            String key = alert.fingerprint().isEmpty() ? alert.labels().toString() : alert.fingerprint();
            // Taken out first: what is heard of again moves to the end.
            alerts.remove(key);
            alerts.put(key, alert);
            if (alerts.size() > MOST_ALERTS) {
                alerts.remove(alerts.keySet().iterator().next());
            }
        }
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new TreeMap<>();
        json.properties().stream().limit(MOST_LABELS).forEach(text -> texts.put(cut(text.getKey()), cut(text.getValue().asText())));
        return texts;
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    synchronized Inbox inbox() {
        return new Inbox(notifications, new ArrayList<>(alerts.values()).reversed());
    }

    Reply list() throws JsonProcessingException {
        return Reply.json(JSON.writeValueAsBytes(inbox()));
    }
}
