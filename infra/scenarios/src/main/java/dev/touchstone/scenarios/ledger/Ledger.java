package dev.touchstone.scenarios.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.client.OrderStatus;
import dev.touchstone.local.stack.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happened where it is kept: in the tables and queues themselves, not in what a service says of them. */
public final class Ledger {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Addresses.Database shop;
    private final Addresses.Database mes;
    private final Addresses.Broker broker;
    private final HttpClient http = HttpClient.newHttpClient();

    public Ledger(Addresses addresses) {
        this.shop = addresses.databases().get("shop");
        this.mes = addresses.databases().get("mes");
        this.broker = addresses.broker();
    }

    public long orders() {
        return count(shop, "SELECT count(*) FROM shop.orders");
    }

    public long ordersIn(OrderStatus status) {
        return count(shop, "SELECT count(*) FROM shop.orders WHERE status = ?", status.name());
    }

    public long transitionsTo(OrderStatus status) {
        return count(shop, "SELECT count(*) FROM shop.order_transitions WHERE to_status = ?", status.name());
    }

    /** How many different prices were given. */
    public long prices() {
        return count(shop, "SELECT count(DISTINCT (price_amount, price_currency)) FROM shop.orders");
    }

    public long stageRuns(String stage) {
        return count(mes, "SELECT count(*) FROM mes.stage_runs WHERE stage = ? AND outcome = 'COMPLETED'", stage);
    }

    /** Messages of a type that the conveyor has put into its outbox. */
    public long announcements(String type) {
        return count(mes, "SELECT count(*) FROM mes.outbox WHERE type = ?", type);
    }

    public long unpublished() {
        return count(shop, "SELECT count(*) FROM shop.outbox WHERE published_at IS NULL")
                + count(shop, "SELECT count(*) FROM crm.outbox WHERE published_at IS NULL")
                + count(mes, "SELECT count(*) FROM mes.outbox WHERE published_at IS NULL");
    }

    /** The queues that are not empty, retry and dead-letter queues among them, with their messages. */
    public Map<String, Long> queued() {
        String credentials = Base64.getEncoder().encodeToString((broker.user() + ":" + broker.password()).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(broker.management() + "/api/queues"))
                .header("Authorization", "Basic " + credentials).build();
        Map<String, Long> waiting = new TreeMap<>();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode queues = JSON.readTree(response.body());
            if (!queues.isArray() || queues.isEmpty()) {
                throw new IllegalStateException("the broker lists no queues: " + response.body());
            }
            for (JsonNode queue : queues) {
                long messages = queue.path("messages").asLong();
                if (messages > 0) {
                    waiting.put(queue.path("name").asText(), messages);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return waiting;
    }

    private static long count(Addresses.Database database, String sql, String... parameters) {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), "postgres", database.passwords().get("postgres"));
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not count: " + sql, e);
        }
    }
}
