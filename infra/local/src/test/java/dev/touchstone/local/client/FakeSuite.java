package dev.touchstone.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.touchstone.local.models.Mesh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * The three services and Prometheus in one process, as far as their HTTP contracts go: orders are kept in memory, and the
 * conveyor moves an order on whenever its customer looks at it.
 */
public final class FakeSuite implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, byte[]> models = new HashMap<>();
    private final Map<UUID, ObjectNode> orders = new LinkedHashMap<>();
    private final Map<String, UUID> keys = new HashMap<>();
    private final Set<String> sessions = new HashSet<>();
    private final List<HttpServer> servers = new ArrayList<>();
    private final SuiteAddresses addresses;

    public final List<String> sessionsOpened = new ArrayList<>();
    /** Answers to Prometheus queries by expression; others have an empty result. */
    public final Map<String, String> results = new HashMap<>();
    /** The recording rules that Prometheus has loaded, a JSON array as it shows them. */
    public String rules = "[]";
    /** Dead letters as the API lists them, by work queue, the longest dead first. */
    public final Map<String, List<ObjectNode>> deadLetters = new LinkedHashMap<>();
    /** What was replayed or discarded, as "operator: act queue id (reason)". */
    public final List<String> deskActs = new ArrayList<>();
    /** How many of the next requests to the shop fail with 503. */
    public int shopFailures;
    /** Whether the conveyor stands still. */
    public boolean conveyorStopped;
    /** What Prometheus says of its target crm-api. */
    public String crmTargetHealth = "up";
    /** What Prometheus says of its alerts. */
    public String alerts = "[]";
    /** Multiplies what the conveyor measures. */
    public double measuringError = 1;

    private record Answer(int status, byte[] body, String... header) {
        static Answer json(int status, Object body, String... header) {
            try {
                return new Answer(status, MAPPER.writeValueAsBytes(body), header);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        static Answer problem(int status, String detail) {
            return json(status, Map.of("type", "/problems/test", "title", "Problem", "status", status, "detail", detail));
        }
    }

    private interface Service {
        Answer answer(HttpExchange request, String call, byte[] body) throws IOException;
    }

    public FakeSuite() {
        addresses = new SuiteAddresses(serve(this::shop), serve(this::crm), serve(this::mes), serve(this::prometheus));
    }

    public SuiteAddresses addresses() {
        return addresses;
    }

    /** Tokens of the fake are plain: role, colon, subject. */
    public SuiteClient client() {
        return new SuiteClient(addresses, (role, subject) -> role + ":" + subject);
    }

    private URI serve(Service service) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", request -> handle(service, request));
            server.start();
            servers.add(server);
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void handle(Service service, HttpExchange request) throws IOException {
        try (request) {
            byte[] body = request.getRequestBody().readAllBytes();
            Answer answer;
            synchronized (this) {
                answer = service.answer(request, request.getRequestMethod() + " " + request.getRequestURI().getPath(), body);
            }
            for (int i = 0; i < answer.header().length; i += 2) {
                request.getResponseHeaders().add(answer.header()[i], answer.header()[i + 1]);
            }
            request.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            request.getResponseBody().write(answer.body());
        }
    }

    private Answer shop(HttpExchange request, String call, byte[] body) throws IOException {
        if (shopFailures > 0) {
            shopFailures--;
            return Answer.problem(503, "busy");
        }
        String customer = bearer(request, "customer");
        if (customer == null) {
            return Answer.problem(401, "no token of a customer");
        }
        if (call.equals("POST /api/v1/models")) {
            String model = sha256(body);
            boolean known = models.put(model, body) != null;
            return Answer.json(known ? 200 : 201, Map.of("model", model, "bytes", body.length));
        }
        if (call.equals("POST /api/v1/orders")) {
            return place(customer, request.getRequestHeaders().getFirst("Idempotency-Key"), MAPPER.readTree(body));
        }
        if (call.equals("GET /api/v1/orders")) {
            return list(request, customer);
        }
        ObjectNode order = order(call);
        if (order == null || !order.get("customer").asText().equals(customer)) {
            return Answer.problem(404, "no such order");
        }
        if (call.endsWith("/acceptance")) {
            return move(order, "PRICED", "ACCEPTED");
        }
        if (call.endsWith("/cancellation")) {
            return move(order, "PRICED", "CANCELLED");
        }
        if (!conveyorStopped) {
            convey(order);
        }
        return Answer.json(200, order);
    }

    private Answer place(String customer, String key, JsonNode wish) {
        if (!wish.get("metal").asText().equals("silver-925")) {
            return Answer.problem(422, wish.get("metal").asText() + " is not offered");
        }
        UUID id = keys.computeIfAbsent(customer + key, unused -> UUID.randomUUID());
        ObjectNode order = orders.get(id);
        if (order == null) {
            order = MAPPER.createObjectNode().put("id", id.toString()).put("customer", customer)
                    .put("model", wish.get("model").asText()).put("metal", wish.get("metal").asText())
                    .put("createdAt", Instant.now().toString()).put("version", 0);
            order.putArray("history");
            orders.put(id, order);
            reach(order, "SUBMITTED");
        }
        return Answer.json(201, order);
    }

    /** One step of the conveyor. */
    private void convey(ObjectNode order) {
        switch (order.get("status").asText()) {
            case "SUBMITTED" -> {
                Mesh mesh = Mesh.read(models.get(order.get("model").asText()));
                if (mesh.openEdges() > 0) {
                    order.putObject("rejection").put("code", "NOT_WATERTIGHT").put("reason", mesh.openEdges() + " edges are open");
                    reach(order, "REJECTED");
                } else {
                    order.put("volumeCubicMillimetres", mesh.volume() * measuringError).put("massGrams", "1.25");
                    order.putObject("price").put("amount", "12.34").put("currency", "EUR");
                    reach(order, "PRICED");
                }
            }
            case "APPROVED" -> {
                reach(order, "IN_PRODUCTION");
                reach(order, "PRODUCED");
            }
            default -> {
                // Waits for a person.
            }
        }
    }

    private Answer crm(HttpExchange request, String call, byte[] body) {
        if (call.equals("POST /api/v1/sessions")) {
            String manager = bearer(request, "manager");
            if (manager == null) {
                return Answer.problem(401, "no token of a manager");
            }
            String session = UUID.randomUUID().toString();
            sessions.add(session);
            sessionsOpened.add(manager);
            return Answer.json(201, Map.of("expiresAt", Instant.now().toString()),
                    "Set-Cookie", "touchstone_session=" + session + "; HttpOnly; SameSite=Strict; Path=/");
        }
        String cookie = String.valueOf(request.getRequestHeaders().getFirst("Cookie")).replace("touchstone_session=", "");
        if (!sessions.contains(cookie)) {
            return Answer.problem(401, "no session");
        }
        if (call.equals("DELETE /api/v1/sessions/current")) {
            sessions.remove(cookie);
            return new Answer(204, new byte[0]);
        }
        if (call.equals("GET /api/v1/orders")) {
            return list(request, null);
        }
        ObjectNode order = order(call);
        if (order == null) {
            return Answer.problem(404, "no such order");
        }
        return switch (call.substring(call.lastIndexOf('/') + 1)) {
            case "approval" -> move(order, "ACCEPTED", "APPROVED");
            case "shipment" -> move(order, "PRODUCED", "SHIPPED");
            case "closure" -> move(order, "SHIPPED", "CLOSED");
            default -> Answer.json(200, order);
        };
    }

    private Answer mes(HttpExchange request, String call, byte[] body) {
        String operator = bearer(request, "operator");
        if (operator == null) {
            return Answer.problem(401, "no token of an operator");
        }
        if (call.contains(" /api/v1/dead-letters")) {
            return desk(call.split(" ")[0], call.substring(call.indexOf("/dead-letters")).split("/"), query(request), operator);
        }
        if (call.equals("GET /api/v1/work-orders")) {
            ArrayNode all = MAPPER.createArrayNode();
            orders.values().forEach(order -> all.add(workOrder(order)));
            return Answer.json(200, Map.of("workOrders", all));
        }
        ObjectNode order = order(call);
        if (order == null) {
            return Answer.problem(404, "no such work order");
        }
        if (call.endsWith("/toolpath")) {
            return new Answer(200, "G21\n".getBytes(StandardCharsets.US_ASCII), "Content-Type", "text/plain");
        }
        return Answer.json(200, workOrder(order));
    }

    /** @param path empty, dead-letters, queue, then "replay" or an id */
    private Answer desk(String method, String[] path, Map<String, String> query, String operator) {
        String queue = path.length > 2 ? path[2] : query.get("queue");
        if (queue != null && !deadLetters.containsKey(queue)) {
            return Answer.problem(404, "There is no such work queue.");
        }
        if (method.equals("GET")) {
            ArrayNode queues = MAPPER.createArrayNode();
            deadLetters.forEach((name, letters) -> {
                if (queue == null || queue.equals(name)) {
                    ArrayNode listed = queues.addObject().put("queue", name).put("messages", letters.size()).putArray("letters");
                    letters.stream().limit(Integer.parseInt(query.get("limit"))).forEach(listed::add);
                }
            });
            return Answer.json(200, Map.of("queues", queues));
        }
        String id = method.equals("DELETE") ? path[3] : query.get("id");
        List<ObjectNode> meant = deadLetters.get(queue).stream().filter(letter -> id == null || letter.get("id").asText().equals(id)).toList();
        if (meant.isEmpty() && id != null) {
            return Answer.problem(404, "The queue has no such dead letter.");
        }
        deadLetters.get(queue).removeAll(meant);
        meant.forEach(letter -> deskActs.add("%s: %s %s %s%s".formatted(operator, method.equals("POST") ? "replay" : "discard", queue,
                letter.get("id").asText(), query.containsKey("reason") ? " (%s)".formatted(query.get("reason")) : "")));
        return method.equals("POST") ? Answer.json(200, Map.of("queue", queue, "replayed", meant.size())) : new Answer(204, new byte[0]);
    }

    /** Takes the percent-encoding literally: a plus is a plus. */
    private static Map<String, String> query(HttpExchange request) {
        Map<String, String> query = new HashMap<>();
        String text = request.getRequestURI().getRawQuery();
        for (String parameter : text == null ? new String[0] : text.split("&")) {
            query.put(parameter.substring(0, parameter.indexOf('=')),
                    URLDecoder.decode(parameter.substring(parameter.indexOf('=') + 1).replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static ObjectNode workOrder(ObjectNode order) {
        ObjectNode workOrder = MAPPER.createObjectNode().put("orderId", order.get("id").asText())
                .put("status", order.get("status").asText()).put("model", order.get("model").asText())
                .put("metal", order.get("metal").asText()).put("facets", 12);
        for (JsonNode step : order.get("history")) {
            if (step.get("status").asText().equals("PRODUCED")) {
                workOrder.put("toolpath", "toolpaths/" + order.get("id").asText() + ".gcode");
            }
        }
        workOrder.putArray("stages").addObject().put("stage", "pricing").put("startedAt", Instant.now().toString())
                .put("finishedAt", Instant.now().toString()).put("outcome", "done");
        return workOrder;
    }

    private Answer prometheus(HttpExchange request, String call, byte[] body) throws IOException {
        if (call.equals("GET /api/v1/targets")) {
            ArrayNode targets = MAPPER.createArrayNode();
            targets.addObject().put("scrapeUrl", "http://127.0.0.1:9081/metrics").put("health", "up").put("lastError", "")
                    .putObject("labels").put("job", "shop-api");
            targets.addObject().put("scrapeUrl", "http://127.0.0.1:9082/metrics").put("health", crmTargetHealth)
                    .put("lastError", crmTargetHealth.equals("up") ? "" : "refused")
                    .putObject("labels").put("job", "crm-api");
            return Answer.json(200, Map.of("status", "success", "data", Map.of("activeTargets", targets)));
        }
        if (call.equals("GET /api/v1/alerts")) {
            return Answer.json(200, Map.of("status", "success", "data", Map.of("alerts", MAPPER.readTree(alerts))));
        }
        if (call.equals("GET /api/v1/rules")) {
            return Answer.json(200, Map.of("status", "success",
                    "data", Map.of("groups", List.of(Map.of("name", "plan", "rules", MAPPER.readTree(rules))))));
        }
        String expression = URLDecoder.decode(request.getRequestURI().getRawQuery(), StandardCharsets.UTF_8).substring("query=".length());
        String result = results.getOrDefault(expression, "[]");
        boolean scalar = !result.equals("[]") && !result.startsWith("[{");
        return Answer.json(200, Map.of("status", "success",
                "data", Map.of("resultType", scalar ? "scalar" : "vector", "result", MAPPER.readTree(result))));
    }

    private Answer list(HttpExchange request, String customer) {
        String query = String.valueOf(request.getRequestURI().getQuery());
        ArrayNode found = MAPPER.createArrayNode();
        orders.values().stream()
                .filter(order -> customer == null || order.get("customer").asText().equals(customer))
                .filter(order -> query.contains("status=" + order.get("status").asText()))
                .forEach(found::add);
        return Answer.json(200, Map.of("orders", found));
    }

    private Answer move(ObjectNode order, String from, String to) {
        if (!order.get("status").asText().equals(from)) {
            return Answer.problem(409, "the order is " + order.get("status").asText());
        }
        reach(order, to);
        return Answer.json(200, order);
    }

    private static void reach(ObjectNode order, String status) {
        String now = Instant.now().toString();
        order.put("status", status).put("updatedAt", now).put("version", order.get("version").asInt() + 1);
        order.withArray("history").addObject().put("status", status).put("at", now);
    }

    private ObjectNode order(String call) {
        return orders.get(UUID.fromString(call.split("/")[4]));
    }

    private static String bearer(HttpExchange request, String role) {
        String sent = String.valueOf(request.getRequestHeaders().getFirst("Authorization"));
        String expected = "Bearer " + role + ":";
        return sent.startsWith(expected) ? sent.substring(expected.length()) : null;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
    }
}
