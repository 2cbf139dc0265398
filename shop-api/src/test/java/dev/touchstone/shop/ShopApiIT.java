package dev.touchstone.shop;

import static dev.touchstone.shop.running.RunningShop.MODELS;
import static dev.touchstone.shop.running.RunningShop.ORDERS;
import static dev.touchstone.shop.running.RunningShop.json;
import static dev.touchstone.shop.running.RunningShop.wish;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.fakes.AtOnce;
import dev.touchstone.shop.running.RunningShop;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The composed service over HTTP, on real PostgreSQL, RabbitMQ and S3. */
class ShopApiIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SOMEONES_MODEL = "9".repeat(64);

    @TempDir
    private static Path spool;

    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = new RunningShop(spool);
    }

    @AfterAll
    static void stop() throws Exception {
        shop.close();
    }

    @Test
    void takesAnOrderFromItsModelToItsPriceAndCancellation() throws Exception {
        HttpResponse<String> uploaded = shop.upload("alice", BodyPublishers.ofString("solid ring"));
        String model = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest("solid ring".getBytes(US_ASCII)));
        assertThat(uploaded.statusCode()).isEqualTo(201);
        assertThat(uploaded.headers().firstValue("Location")).contains(MODELS + "/" + model);
        assertThat(json(uploaded).toString()).isEqualTo("{\"model\":\"" + model + "\",\"bytes\":10}");

        HttpResponse<String> placed = shop.order("alice", "a-ring", wish(model, "gold-585"));
        assertThat(placed.statusCode()).isEqualTo(201);
        JsonNode order = json(placed);
        String id = order.get("id").textValue();
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(placed.headers().firstValue("Location")).contains(ORDERS + "/" + id);
        assertThat(placed.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(order.get("status").textValue()).isEqualTo("SUBMITTED");
        assertThat(order.get("version").intValue()).isOne();
        assertThat(order.has("price")).isFalse();
        assertThat(json(shop.get("alice", ORDERS + "/" + id))).isEqualTo(order);
        JsonNode submitted = await().atMost(PATIENCE).until(() -> shop.heard("order.submitted", id), event -> event != null);
        assertThat(submitted.get("model").textValue()).isEqualTo(model);
        assertThat(submitted.get("metal").textValue()).isEqualTo("gold-585");

        shop.reportPrice(id);
        JsonNode priced = awaitStatus(id, "PRICED");
        assertThat(priced.get("price").toString()).isEqualTo("{\"amount\":\"61.40\",\"currency\":\"EUR\"}");
        assertThat(priced.get("volumeCubicMillimetres").doubleValue()).isEqualTo(812.25);
        assertThat(priced.get("massGrams").doubleValue()).isEqualTo(8.4375);

        HttpResponse<String> accepted = shop.post("alice", ORDERS + "/" + id + "/acceptance");
        assertThat(accepted.statusCode()).isEqualTo(200);
        assertThat(json(accepted).get("status").textValue()).isEqualTo("ACCEPTED");
        assertThat(json(shop.get("alice", ORDERS + "/" + id))).isEqualTo(json(accepted));
        await().atMost(PATIENCE).until(() -> shop.heard("order.accepted", id) != null);
        assertProblem(shop.post("alice", ORDERS + "/" + id + "/acceptance"), 409, "/problems/order-status", "ACCEPTED");

        HttpResponse<String> cancelled = shop.post("alice", ORDERS + "/" + id + "/cancellation");
        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(json(cancelled).get("version").intValue()).isEqualTo(4);
        assertThat(json(cancelled).get("history").findValuesAsText("status")).containsExactly("SUBMITTED", "PRICED", "ACCEPTED", "CANCELLED");
        await().atMost(PATIENCE).until(() -> shop.heard("order.cancelled", id) != null);
        assertProblem(shop.post("alice", ORDERS + "/" + id + "/cancellation"), 409, "/problems/order-status", "CANCELLED");
    }

    @Test
    void followsTheConveyorThoughItsReportsComeOutOfOrder() throws Exception {
        String id = shop.ordered("alice", "solid pendant").get("id").textValue();
        shop.reportPrice(id);
        awaitStatus(id, "PRICED");
        shop.post("alice", ORDERS + "/" + id + "/acceptance");
        shop.approve(id);

        shop.report("order.produced", id, "\"toolpath\":\"abc\"");
        shop.report("order.production-started", id, "");

        JsonNode produced = awaitStatus(id, "PRODUCED");
        assertThat(produced.get("history").findValuesAsText("status"))
                .containsExactly("SUBMITTED", "PRICED", "ACCEPTED", "APPROVED", "IN_PRODUCTION", "PRODUCED");
        assertProblem(shop.post("alice", ORDERS + "/" + id + "/cancellation"), 409, "/problems/order-status", "PRODUCED");
    }

    @Test
    void showsWhyAnOrderWasRejected() throws Exception {
        String id = shop.ordered("alice", "solid teapot").get("id").textValue();

        shop.report("order.rejected", id, "\"code\":\"NOT_WATERTIGHT\",\"reason\":\"the mesh is open at 12 edges\"");

        assertThat(awaitStatus(id, "REJECTED").get("rejection").toString())
                .isEqualTo("{\"code\":\"NOT_WATERTIGHT\",\"reason\":\"the mesh is open at 12 edges\"}");
    }

    @Test
    void findsTheSameOrderWhenARequestIsRepeatedAndRefusesAnotherUnderItsKey() throws Exception {
        String model = json(shop.upload("bob", BodyPublishers.ofString("solid key"))).get("model").textValue();
        JsonNode first = json(shop.order("bob", "once", wish(model, "silver-925")));

        HttpResponse<String> again = shop.order("bob", "once", wish(model, "silver-925"));

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(json(again)).isEqualTo(first);
        assertProblem(shop.order("bob", "once", wish(model, "gold-750")), 422, "/problems/idempotency-key-reused", "Idempotency-Key");
    }

    @Test
    void placesOneOrderWhenTheSameRequestComesEightTimesAtOnce() throws Exception {
        String model = json(shop.upload("carol", BodyPublishers.ofString("solid eight"))).get("model").textValue();

        List<HttpResponse<String>> responses = AtOnce.run(8, () -> shop.order("carol", "eightfold", wish(model, "silver-925")));

        assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(responses.stream().filter(response -> response.headers().firstValue("Idempotent-Replayed").isEmpty())).hasSize(1);
        assertThat(json(shop.get("carol", ORDERS)).get("orders")).hasSize(1);
    }

    @Test
    void letsOneOfTwoAcceptancesAtOnceWin() throws Exception {
        for (int round = 0; round < 5; round++) {
            String id = shop.ordered("alice", "solid round").get("id").textValue();
            shop.reportPrice(id);
            awaitStatus(id, "PRICED");

            List<HttpResponse<String>> responses = AtOnce.run(2, () -> shop.post("alice", ORDERS + "/" + id + "/acceptance"));

            assertThat(responses).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void listsACustomersOwnOrdersPageByPage() throws Exception {
        List<String> ids = List.of(shop.ordered("dave", "solid 1").get("id").textValue(), shop.ordered("dave", "solid 2").get("id").textValue(),
                shop.ordered("dave", "solid 3").get("id").textValue());

        assertThat(json(shop.get("dave", ORDERS)).get("orders").findValuesAsText("id")).containsExactly(ids.get(2), ids.get(1), ids.get(0));
        assertThat(json(shop.get("dave", ORDERS + "?limit=2")).get("orders").findValuesAsText("id")).containsExactly(ids.get(2), ids.get(1));
        assertThat(json(shop.get("dave", ORDERS + "?after=" + ids.get(1))).get("orders").findValuesAsText("id")).containsExactly(ids.get(0));
        assertThat(json(shop.get("dave", ORDERS + "?status=SUBMITTED")).get("orders")).hasSize(3);
        assertThat(json(shop.get("dave", ORDERS + "?status=CLOSED")).get("orders")).isEmpty();
        assertProblem(shop.get("dave", ORDERS + "?status=LOST&limit=0&page=2"), 400, "/problems/invalid-query", "limit must be");
    }

    @Test
    void hidesSomebodyElsesOrder() throws Exception {
        String id = shop.ordered("alice", "solid secret").get("id").textValue();

        for (HttpResponse<String> response : List.of(shop.get("mallory", ORDERS + "/" + id),
                shop.post("mallory", ORDERS + "/" + id + "/acceptance"), shop.post("mallory", ORDERS + "/" + id + "/cancellation"))) {
            assertProblem(response, 404, "/problems/order-not-found", id);
        }
        String never = id.replaceAll("....$", "0000");
        HttpResponse<String> unknown = shop.get("mallory", ORDERS + "/" + never);
        assertThat(unknown.body().replace(never, id)).isEqualTo(shop.get("mallory", ORDERS + "/" + id).body());
        assertProblem(shop.get("alice", ORDERS + "/1-1-1-1-1"), 404, "/problems/order-not-found", "UUID");
    }

    @Test
    void doesNotLetACustomerOrderWhatSomebodyElseUploaded() throws Exception {
        String model = json(shop.upload("alice", BodyPublishers.ofString("solid heirloom"))).get("model").textValue();

        assertProblem(shop.order("mallory", "steal", wish(model, "silver-925")), 422, "/problems/model-not-uploaded", model);
    }

    @Test
    void namesTheMetalsOnOfferWhenAnotherIsOrdered() throws Exception {
        String model = json(shop.upload("alice", BodyPublishers.ofString("solid lead"))).get("model").textValue();

        assertProblem(shop.order("alice", "lead", wish(model, "lead")), 422, "/problems/metal-not-offered", "silver-925, gold-585, gold-750, platinum-950");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"model\":\"xyz\",\"metal\":\"silver-925\"} | 400 | /model must be 64",
        "{\"model\":5,\"metal\":[]}                   | 400 | /model must be a string; /metal must be a string",
        "{}                                           | 400 | /model is missing; /metal is missing",
        "{\"model\":\"9999999999999999999999999999999999999999999999999999999999999999\",\"metal\":\"silver-925\",\"colour\":\"red\"} | 400 | /colour is not a known field",
        "{\"model\":                                  | 400 | is not well-formed JSON",
        "[]                                           | 400 | must be a JSON object",
        "{\"model\":\"9999999999999999999999999999999999999999999999999999999999999999\",\"metal\":\"silver-925\"} | 422 | You uploaded no model"})
    void refusesAnOrderThatMakesNoSense(String body, int status, String detail) throws Exception {
        assertProblem(shop.order("alice", UUID.randomUUID().toString(), body), status, "/problems/", detail);
    }

    @Test
    void refusesAnOrderWithoutAKeyOrAsAnotherMediaType() throws Exception {
        String body = wish(SOMEONES_MODEL, "silver-925");
        HttpRequest.Builder keyless = shop.as("alice", ORDERS).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));

        assertProblem(shop.send(keyless), 400, "/problems/idempotency-key-missing", "Idempotency-Key");
        assertProblem(shop.order("alice", "two words", body), 400, "/problems/idempotency-key-missing", "visible ASCII");
        assertProblem(shop.send(shop.as("alice", ORDERS).header("Content-Type", "text/plain").header("Idempotency-Key", "k").POST(BodyPublishers.ofString(body))),
                415, "/problems/unsupported-media-type", "application/json");
    }

    @Test
    void wantsACustomersToken() throws Exception {
        HttpResponse<String> without = shop.send(shop.request(ORDERS));
        assertProblem(without, 401, "/problems/unauthorized", "bearer token");
        assertThat(without.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        assertProblem(shop.send(shop.request(ORDERS).header("Authorization", "Bearer rubbish")), 401, "/problems/unauthorized", "not valid");
        for (String path : List.of(ORDERS, ORDERS + "/" + UUID.randomUUID())) {
            assertProblem(shop.send(shop.request(path).header("Authorization", "Bearer " + shop.token("manager", "max"))), 403, "/problems/forbidden", "customer");
        }
        assertProblem(shop.send(shop.request(MODELS).header("Authorization", "Bearer " + shop.token("operator", "olga")).POST(BodyPublishers.ofString("x"))),
                403, "/problems/forbidden", "customer");
    }

    @Test
    void answersUnknownAddressesAndMethodsWithProblems() throws Exception {
        assertProblem(shop.get("alice", "/api/v1/rings"), 404, "/problems/not-found", "nothing");
        HttpResponse<String> deleted = shop.send(shop.as("alice", ORDERS).DELETE());
        assertProblem(deleted, 405, "/problems/method-not-allowed", "GET, POST");
        assertThat(deleted.headers().firstValue("Allow")).contains("GET, POST");
    }

    @Test
    void servesItsDescriptionToEverybody() throws Exception {
        HttpResponse<String> response = shop.send(shop.request("/openapi"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("openapi: 3.1.0").contains("/api/v1/orders/{id}/acceptance");
    }

    @Test
    void changesNothingWhenTheSameFileIsUploadedAgain() throws Exception {
        HttpResponse<String> first = shop.upload("alice", BodyPublishers.ofString("solid again"));
        HttpResponse<String> second = shop.upload("alice", BodyPublishers.ofString("solid again"));

        assertThat(List.of(first.statusCode(), second.statusCode())).containsExactly(201, 200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(shop.upload("bob", BodyPublishers.ofString("solid again")).statusCode()).isEqualTo(201);
    }

    @Test
    void refusesAnEmptyModelAndOneOfAnotherType() throws Exception {
        assertProblem(shop.upload("alice", BodyPublishers.noBody()), 400, "/problems/model-empty", "empty");
        assertProblem(shop.upload("alice", BodyPublishers.ofInputStream(InputStream::nullInputStream)), 400, "/problems/model-empty", "empty");
        assertProblem(shop.send(shop.as("alice", MODELS).header("Content-Type", "text/html").POST(BodyPublishers.ofString("<p>"))),
                415, "/problems/unsupported-media-type", "model/stl");
    }

    @Test
    void takesAModelOfTheLargestSizeInChunks() throws Exception {
        HttpResponse<String> response = shop.upload("alice", BodyPublishers.ofInputStream(() -> zeros(Model.LARGEST)));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(json(response).get("bytes").longValue()).isEqualTo(67_108_864);
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void refusesAModelThatIsOneByteLarger() throws Exception {
        assertProblem(shop.upload("alice", BodyPublishers.ofInputStream(() -> zeros(Model.LARGEST + 1))), 413, "/problems/model-too-large", "67108864");
        assertProblem(shop.upload("alice", BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> zeros(Model.LARGEST + 1)), Model.LARGEST + 1)),
                413, "/problems/model-too-large", "67108864");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spool).isEmptyDirectory());
    }

    @ParameterizedTest
    @ValueSource(longs = {Model.LARGEST + 1, 100 * Model.LARGEST})
    void refusesATooLargeModelBeforeItIsSentToWhoeverAsksFirst(long bytes) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", shop.port())) {
            socket.setSoTimeout(10_000);
            head(socket, bytes, "Expect: 100-continue\r\n");

            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).lines().takeWhile(line -> !line.isEmpty())
                    .collect(Collectors.joining("\n"));

            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("Connection: close", "application/problem+json").doesNotContain("100 Continue");
        }
    }

    /** As clients do that know no "100 Continue" and want the connection closed afterwards. */
    @ParameterizedTest
    @CsvSource({"true, 413", "false, 401"})
    void answersAClientThatSendsItsWholeBodyBeforeItListens(boolean authorized, int status) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", shop.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = head(socket, Model.LARGEST + 1, "Connection: close\r\n" + (authorized ? "" : "X-"));
            zeros(Model.LARGEST + 1).transferTo(out);

            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine()).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void leavesNothingOfAnUploadThatBreaksOff() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", shop.port())) {
            OutputStream out = head(socket, 1_000_000, "");
            out.write(new byte[200_000]);
            out.flush();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(spool).isNotEmptyDirectory());
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spool).isEmptyDirectory());
    }

    @Test
    void saysThatItCanNotUploadWhileTheStorageIsAway() throws Exception {
        shop.storage.shut();
        try {
            assertProblem(shop.upload("alice", BodyPublishers.ofString("solid storm")), 503, "/problems/service-unavailable", "try again");
            assertThat(spool).isEmptyDirectory();
            assertThat(shop.get("alice", ORDERS).statusCode()).isEqualTo(200);
        } finally {
            shop.storage.open();
        }
        assertThat(shop.upload("alice", BodyPublishers.ofString("solid storm")).statusCode()).isEqualTo(201);
    }

    @Test
    void saysThatItIsUnavailableWhileTheDatabaseIsAwayAndComesBackByItself() throws Exception {
        String model = json(shop.upload("alice", BodyPublishers.ofString("solid flood"))).get("model").textValue();
        shop.database.shut();
        try {
            for (HttpResponse<String> response : List.of(shop.get("alice", ORDERS), shop.order("alice", "flood", wish(model, "silver-925")))) {
                assertProblem(response, 503, "/problems/service-unavailable", "try again");
            }
            assertThat(shop.observe("/health/ready").statusCode()).isEqualTo(503);
            assertThat(shop.observe("/health/live").statusCode()).isEqualTo(200);
        } finally {
            shop.database.open();
        }
        await().atMost(PATIENCE).until(() -> shop.get("alice", ORDERS).statusCode() == 200);
        assertThat(shop.order("alice", "flood", wish(model, "silver-925")).statusCode()).isEqualTo(201);
        assertThat(shop.observe("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void countsEveryCallOfAPortByItsOutcome() throws Exception {
        String model = json(shop.upload("alice", BodyPublishers.ofString("solid count"))).get("model").textValue();
        long placed = calls("PlaceOrder", "place", "application", "ok");
        long refused = calls("PlaceOrder", "place", "application", "refused");
        long added = calls("Orders", "add", "postgresql", "ok");

        shop.order("alice", "count-1", wish(model, "silver-925"));
        shop.order("alice", "count-2", wish(model, "lead"));

        assertThat(calls("PlaceOrder", "place", "application", "ok")).isEqualTo(placed + 1);
        assertThat(calls("PlaceOrder", "place", "application", "refused")).isEqualTo(refused + 1);
        assertThat(calls("Orders", "add", "postgresql", "ok")).isEqualTo(added + 1);
        assertThat(shop.telemetry.meters().count(Metric.HTTP_SERVER_REQUEST_DURATION, "POST", ORDERS, "422")).isPositive();
        assertThat(shop.observe("/metrics").body()).contains("port_call_duration_seconds_count");
    }

    @Test
    void followsOneTraceFromARequestToItsEvent() throws Exception {
        String id = shop.ordered("alice", "solid trace").get("id").textValue();
        await().atMost(PATIENCE).until(() -> shop.heard("order.submitted", id) != null);

        await().atMost(PATIENCE).untilAsserted(() -> {
            Set<String> traces = shop.telemetry.finishedSpans().stream()
                    .filter(span -> span.getName().equals("PlaceOrder.place")).map(span -> span.getTraceId()).collect(Collectors.toSet());
            assertThat(shop.telemetry.finishedSpans()).anySatisfy(span -> {
                assertThat(span.getName()).isEqualTo("send orders");
                assertThat(span.getTraceId()).isIn(traces);
            });
        });
    }

    private static JsonNode awaitStatus(String id, String status) {
        return await().atMost(PATIENCE).until(() -> json(shop.get("alice", ORDERS + "/" + id)), order -> order.get("status").textValue().equals(status));
    }

    private static long calls(String port, String operation, String adapter, String outcome) {
        return shop.telemetry.meters().count(Metric.PORT_CALL_DURATION, port, operation, adapter, outcome);
    }

    private static OutputStream head(Socket socket, long bytes, String headers) throws Exception {
        OutputStream out = socket.getOutputStream();
        out.write(("POST " + MODELS + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: model/stl\r\nContent-Length: " + bytes + "\r\n"
                + headers + "Authorization: Bearer " + shop.token("customer", "alice") + "\r\n\r\n").getBytes(US_ASCII));
        out.flush();
        return out;
    }

    private static InputStream zeros(long bytes) {
        return new SequenceInputStream(new ByteArrayInputStream(new byte[(int) (bytes - Model.LARGEST)]),
                new InputStream() {
                    private long left = Model.LARGEST;

                    @Override
                    public int read() {
                        return left-- > 0 ? 0 : -1;
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        if (left <= 0) {
                            return -1;
                        }
                        int count = (int) Math.min(left, length);
                        left -= count;
                        return count;
                    }
                });
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type, String detail) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("type").textValue()).startsWith(type);
        assertThat(problem.get("title").textValue()).isNotBlank();
        assertThat(problem.get("instance").textValue()).isEqualTo(response.uri().getPath());
        assertThat(problem.get("detail").textValue()).contains(detail).doesNotContain("Exception", "dev.touchstone");
    }
}
