package dev.touchstone.scenarios.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.client.PrometheusClient;
import dev.touchstone.local.client.PrometheusClient.Sample;
import dev.touchstone.local.stack.Addresses;
import dev.touchstone.observability.catalog.Metric;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Compares what customers remember with what is kept: both databases, the outboxes and inboxes, the dead letters, the buckets and
 * Prometheus' totals. Looks once; whoever has just healed a fault looks until the account balances or the patience ends.
 */
public final class Audit {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDED = Set.of("PRODUCED", "REJECTED", "SHIPPED", "CLOSED");
    private static final Set<String> HEARD_BY_THE_SHOP = Set.of("order.priced", "order.rejected", "order.production-started", "order.produced");
    /** What a total may lag behind: two scrapes, and a probe between them. */
    private static final int LAG_SECONDS = 15;

    private final Addresses addresses;
    private final PrometheusClient prometheus;
    private final PriceList prices;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, BigDecimal> priced = new HashMap<>();
    private MinioClient storage;

    private record Order(UUID id, String customer, String key, String status, String model, String metal, BigDecimal price) {
    }

    private record Transition(String from, String to) {
    }

    private record Message(UUID id, UUID order, String type, boolean published, int sendings) {
    }

    public Audit(Addresses addresses, PrometheusClient prometheus, PriceList prices) {
        this.addresses = addresses;
        this.prometheus = prometheus;
        this.prices = prices;
    }

    /**
     * @param attempts all that their customers have ever made
     * @throws IllegalStateException when the books can't be read
     */
    public Account of(Collection<Attempt> attempts) {
        return account(attempts, false);
    }

    /** As {@link #of}, of a time in which servers and messages were left in peace: then no message is sent a second time either. */
    public Account ofPeace(Collection<Attempt> attempts) {
        return account(attempts, true);
    }

    private Account account(Collection<Attempt> attempts, boolean peace) {
        try {
            Books books = new Books(attempts);
            if (peace) {
                books.checkSendings();
            }
            return books.account();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the books can't be read: " + e.getMessage(), e);
        }
    }

    private final class Books {
        private final Collection<Attempt> attempts;
        private final Map<UUID, Order> orders = new HashMap<>();
        private final Map<UUID, List<Transition>> transitions = new HashMap<>();
        private final List<Message> told = new ArrayList<>();
        private final Set<UUID> heard = new HashSet<>();
        private final Map<UUID, Set<String>> runs = new HashMap<>();
        private final Map<UUID, String> deadLetters = new HashMap<>();
        private final List<String> violations = new ArrayList<>();
        private final Set<UUID> duplicated = new TreeSet<>();
        private final Set<UUID> unexpected = new TreeSet<>();
        private final Set<UUID> lost = new TreeSet<>();

        Books(Collection<Attempt> attempts) throws SQLException, IOException {
            this.attempts = attempts;
            String customers = attempts.stream().map(attempt -> "'" + attempt.customer().replace("'", "''") + "'").distinct()
                    .collect(Collectors.joining(", "));
            String mine = "(SELECT id FROM shop.orders WHERE customer IN (%s))".formatted(customers.isEmpty() ? "NULL" : customers);
            rows("shop", """
                    SELECT o.id, o.customer, k.key, o.status, o.model_sha256, o.metal, o.price_amount
                    FROM shop.orders o LEFT JOIN shop.idempotency_keys k ON k.order_id = o.id
                    WHERE o.id IN\s""" + mine, row -> {
                Order order = new Order(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                        row.getString(6), row.getBigDecimal(7));
                if (orders.put(order.id(), order) != null) {
                    duplicated(order.id(), "has two keys");
                }
            });
            rows("shop", "SELECT order_id, from_status, to_status FROM shop.order_transitions WHERE order_id IN " + mine, row ->
                    transitions.computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>()).add(new Transition(row.getString(2), row.getString(3))));
            String messages = "SELECT id, (convert_from(payload, 'UTF8')::json ->> 'orderId')::uuid AS o, type, published_at IS NOT NULL, attempts FROM %s.outbox";
            told(messages.formatted("shop"), "shop");
            told(messages.formatted("crm"), "shop");
            told(messages.formatted("mes"), "mes");
            rows("shop", "SELECT id FROM shop.inbox", row -> heard.add(row.getObject(1, UUID.class)));
            rows("mes", "SELECT id FROM mes.inbox", row -> heard.add(row.getObject(1, UUID.class)));
            rows("mes", "SELECT order_id, stage FROM mes.stage_runs", row ->
                    runs.computeIfAbsent(row.getObject(1, UUID.class), _ -> new HashSet<>()).add(row.getString(2)));
            readDeadLetters();
        }

        private void told(String sql, String database) throws SQLException {
            rows(database, sql, row -> {
                Message message = new Message(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3), row.getBoolean(4),
                        row.getInt(5));
                if (orders.containsKey(message.order())) {
                    told.add(message);
                }
            });
        }

        Account account() throws IOException {
            Map<String, Attempt> byKey = attempts.stream().collect(Collectors.toMap(attempt -> attempt.customer() + " " + attempt.key(), attempt -> attempt));
            Map<String, List<Order>> placed = orders.values().stream().collect(Collectors.groupingBy(order -> order.customer() + " " + order.key()));
            placed.forEach((key, ofKey) -> {
                if (ofKey.size() > 1) {
                    duplicated(ofKey.getFirst().id(), "is one of %d with the same key".formatted(ofKey.size()));
                }
                if (!byKey.containsKey(key)) {
                    ofKey.forEach(order -> unexpected(order.id(), "was attempted by nobody"));
                }
            });
            int acknowledged = 0;
            int ended = 0;
            int recovered = 0;
            for (Attempt attempt : attempts) {
                UUID id = attempt.order().orElse(null);
                if (id == null) {
                    continue;
                }
                acknowledged++;
                Order order = orders.get(id);
                if (order == null || !(attempt.key().equals(order.key()) && attempt.model().equals(order.model()) && attempt.metal().equals(order.metal()))) {
                    lost(id, "was acknowledged to " + attempt.customer() + " and is not in the shop's books as that");
                } else if (ENDED.contains(order.status()) || deadLetters.containsKey(id)) {
                    ended++;
                    recovered += attempt.stumbled() ? 1 : 0;
                } else {
                    lost(id, "has stayed " + order.status());
                }
            }
            orders.values().forEach(this::checkHistory);
            checkMessages();
            checkPrices();
            checkStorage();
            checkTotals();
            return new Account(attempts.size(), acknowledged, ended, lost.size(), duplicated.size(), recovered, unexpected.size(), violations);
        }

        /** One step out of each status, and no step from nowhere but the first. */
        private void checkHistory(Order order) {
            List<Transition> steps = transitions.getOrDefault(order.id(), List.of());
            Map<String, Long> out = steps.stream().collect(Collectors.groupingBy(step -> String.valueOf(step.from()), Collectors.counting()));
            out.forEach((from, times) -> {
                if (times > 1) {
                    duplicated(order.id(), "left " + from + " " + times + " times");
                }
            });
            if (steps.stream().noneMatch(step -> step.from() == null && step.to().equals("SUBMITTED"))
                    || steps.stream().noneMatch(step -> step.to().equals(order.status()))) {
                unexpected(order.id(), "is " + order.status() + " with the history " + steps);
            }
            if (order.status().equals("PRODUCED") && runs.getOrDefault(order.id(), Set.of()).size() != 5) {
                unexpected(order.id(), "is PRODUCED by the stages " + runs.get(order.id()));
            }
        }

        /** Each event of an order is told once, and heard: by the inbox of whom it is for. */
        private void checkMessages() {
            Map<String, Long> times = told.stream().collect(Collectors.groupingBy(message -> message.order() + " " + message.type(), Collectors.counting()));
            for (Message message : told) {
                if (times.get(message.order() + " " + message.type()) > 1) {
                    duplicated(message.order(), "was told of as " + message.type() + " more than once");
                }
                if (!message.published()) {
                    lost(message.order(), "has its message " + message.type() + " still in the outbox");
                } else if (!heard.contains(message.id()) && !deadLetters.containsKey(message.order())) {
                    String hearer = HEARD_BY_THE_SHOP.contains(message.type()) ? "the shop" : "the conveyor";
                    lost(message.order(), "was told of as %s, and %s has not noted it".formatted(message.type(), hearer));
                }
            }
        }

        /** By a relay that has taken it anew, or by two relays at once. */
        void checkSendings() {
            told.stream().filter(message -> message.sendings() > 1).forEach(message ->
                    duplicated(message.order(), "had its message %s sent %d times, without need".formatted(message.type(), message.sendings())));
        }

        private void checkPrices() throws IOException {
            for (Order order : orders.values()) {
                if (order.price() != null) {
                    String piece = order.model() + " " + order.metal();
                    if (!priced.containsKey(piece)) {
                        Optional<byte[]> model = object("models", order.model());
                        if (model.isEmpty()) {
                            unexpected(order.id(), "has a price and no model");
                            continue;
                        }
                        priced.put(piece, prices.price(model.get(), order.metal()));
                    }
                    if (order.price().compareTo(priced.get(piece)) != 0) {
                        unexpected(order.id(), "costs %s where the model makes it %s".formatted(order.price(), priced.get(piece)));
                    }
                }
            }
        }

        /** Of the whole suite, for objects have no owner: the rows before, the objects, the rows after, so that what comes meanwhile is no difference. */
        private void checkStorage() throws IOException {
            try {
                compare("models", "", "shop", "SELECT sha256 FROM shop.models");
                compare("products", "toolpaths/", "mes",
                        "SELECT DISTINCT 'toolpaths/' || toolpath_sha256 || '.gcode' FROM mes.work_orders WHERE toolpath_sha256 IS NOT NULL");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void compare(String bucket, String prefix, String database, String sql) throws SQLException, IOException {
            Set<String> before = texts(database, sql);
            Set<String> objects = objects(bucket, prefix);
            Set<String> after = texts(database, sql);
            before.stream().filter(row -> !objects.contains(row)).forEach(row -> violations.add("row without object in %s: %s".formatted(bucket, row)));
            objects.stream().filter(object -> !after.contains(object)).forEach(object -> violations.add("object without row in %s: %s".formatted(bucket, object)));
        }

        /** What each service has counted since it started, against the rows that it wrote since then; and the orders there are. */
        private void checkTotals() {
            try {
                checkTotal("messages", "shop-api", Metric.MESSAGING_PROCESS_DURATION, "outcome=\"ok\"", "shop", "shop.inbox", "received_at");
                checkTotal("messages", "mes-pipeline", Metric.MESSAGING_PROCESS_DURATION, "outcome=\"ok\"", "mes", "mes.inbox", "received_at");
                // Of the steps that a service dates itself. The conveyor's carry its time, and may be older than who hears of them.
                checkTotal("steps", "shop-api", Metric.ORDER_TRANSITION, "to=~\"ACCEPTED|CANCELLED\"", "shop",
                        "shop.order_transitions WHERE to_status IN ('ACCEPTED', 'CANCELLED')", "at");
                checkTotal("steps", "crm-api", Metric.ORDER_TRANSITION, "", "shop",
                        "shop.order_transitions WHERE to_status IN ('APPROVED', 'SHIPPED', 'CLOSED')", "at");
                compareTotal("orders, of shop-api", value("sum(max by (status) (%s))".formatted(Metric.ORDERS.metricName())), 0, "shop", "shop.orders", "created_at");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void checkTotal(String what, String job, Metric histogram, String labels, String database, String table, String time) throws SQLException {
            Optional<Double> started = value("timestamp(process_uptime_seconds{job=\"%s\"}) - process_uptime_seconds{job=\"%s\"}".formatted(job, job));
            if (started.isEmpty()) {
                violations.add("Prometheus does not know since when " + job + " runs");
                return;
            }
            compareTotal("%s, of %s since its start".formatted(what, job),
                    value("sum(%s_count{job=\"%s\", %s})".formatted(histogram.metricName(), job, labels)), started.get(), database, table, time);
        }

        private void compareTotal(String what, Optional<Double> counted, double since, String database, String table, String time) throws SQLException {
            String count = "SELECT count(*) FROM %s %s %s >= to_timestamp(%f)".formatted(table, table.contains(" WHERE ") ? "AND" : "WHERE", time, since);
            long least = Long.parseLong(texts(database, count + " AND %s < now() - interval '%d s'".formatted(time, LAG_SECONDS)).iterator().next());
            long most = Long.parseLong(texts(database, count).iterator().next());
            if (counted.isEmpty() || counted.get() < least || counted.get() > most) {
                violations.add("%s: Prometheus has counted %s, the tables hold %d to %d"
                        .formatted(what, counted.map("%.0f"::formatted).orElse("none"), least, most));
            }
        }

        private Optional<Double> value(String expression) {
            return prometheus.query(expression).stream().map(Sample::value).findFirst();
        }

        private void readDeadLetters() throws IOException {
            for (JsonNode queue : broker("GET", "/api/queues", null)) {
                String name = queue.path("name").asText();
                int messages = queue.path("messages").asInt();
                if (name.endsWith(".dlq") && messages > 0) {
                    String ask = "{\"count\": %d, \"ackmode\": \"reject_requeue_true\", \"encoding\": \"auto\"}".formatted(messages);
                    for (JsonNode letter : broker("POST", "/api/queues/%2F/" + name + "/get", ask)) {
                        JsonNode body = JSON.readTree(letter.path("payload").asText());
                        String reason = letter.path("properties").path("headers").path("failure-reason").asText("");
                        if (body.hasNonNull("orderId") && !reason.isEmpty()) {
                            deadLetters.put(UUID.fromString(body.get("orderId").asText()), reason);
                        }
                    }
                }
            }
        }

        private void lost(UUID order, String how) {
            note(lost, order, how);
        }

        private void duplicated(UUID order, String how) {
            note(duplicated, order, how);
        }

        private void unexpected(UUID order, String how) {
            note(unexpected, order, how);
        }

        private void note(Set<UUID> kind, UUID order, String how) {
            kind.add(order);
            violations.add("order %s %s".formatted(order, how));
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void rows(String database, String sql, RowReader reader) throws SQLException {
        Addresses.Database address = addresses.databases().get(database);
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl() + "?connectTimeout=5&ApplicationName=touchstone-ledger",
                        "postgres", address.passwords().get("postgres"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    private Set<String> texts(String database, String sql) throws SQLException {
        Set<String> texts = new TreeSet<>();
        rows(database, sql, row -> texts.add(row.getString(1)));
        return texts;
    }

    private MinioClient storage() {
        if (storage == null) {
            Addresses.Storage address = addresses.storage();
            storage = MinioClient.builder().endpoint(address.endpoint().toString()).credentials(address.accessKey(), address.secretKey()).build();
        }
        return storage;
    }

    private Set<String> objects(String bucket, String prefix) throws IOException {
        Set<String> names = new TreeSet<>();
        try {
            for (Result<Item> item : storage().listObjects(ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true).build())) {
                names.add(item.get().objectName());
            }
        } catch (Exception e) {
            throw new IOException("listing " + bucket + ": " + e.getMessage(), e);
        }
        return names;
    }

    private Optional<byte[]> object(String bucket, String name) throws IOException {
        try (InputStream object = storage().getObject(GetObjectArgs.builder().bucket(bucket).object(name).build())) {
            return Optional.of(object.readAllBytes());
        } catch (io.minio.errors.ErrorResponseException e) {
            return Optional.empty();
        } catch (Exception e) {
            throw new IOException("reading " + bucket + "/" + name + ": " + e.getMessage(), e);
        }
    }

    private JsonNode broker(String method, String path, String body) throws IOException {
        String credentials = addresses.broker().user() + ":" + addresses.broker().password();
        HttpRequest request = HttpRequest.newBuilder(URI.create(addresses.broker().management() + path)).timeout(Duration.ofSeconds(10))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("%s %s answered %d".formatted(method, request.uri(), answer.statusCode()));
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
