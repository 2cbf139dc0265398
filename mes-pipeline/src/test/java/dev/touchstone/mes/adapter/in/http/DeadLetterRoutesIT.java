package dev.touchstone.mes.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.mes.fake.Models;
import dev.touchstone.mes.testing.RunningMes;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.platform.messaging.Exchange;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every route of the desk, and everything that it refuses, over HTTP, with messages that the running service has given up. */
class DeadLetterRoutesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static RunningMes mes;

    @BeforeAll
    static void start() {
        mes = new RunningMes(Map.of());
    }

    @AfterAll
    static void stop() {
        mes.close();
    }

    @Test
    void listsReplaysAndDiscardsWhatTheServiceGaveUp() {
        // No stage is called so, now or later.
        UUID hopeless = mes.send(Exchange.CONVEYOR, "polishing", "stage.engraving", UUID.randomUUID(), "{}");
        JsonNode letter = awaitLetter("conveyor.polishing", hopeless);

        assertThat(letter.get("type").textValue()).isEqualTo("stage.engraving");
        assertThat(letter.get("reason").textValue()).isEqualTo("UNKNOWN_TYPE");
        assertThat(letter.get("detail").textValue()).contains("stage.engraving");
        assertThat(letter.get("attempts").intValue()).isEqualTo(1);
        assertThat(letter.get("payloadBytes").intValue()).isEqualTo(2);
        assertThat(letter.get("ageSeconds").doubleValue()).isBetween(0.0, 60.0);

        await().atMost(PATIENCE).until(() -> oldestAge("conveyor.polishing") > 0);

        // Replayed, it reaches the same consumer, which gives it up again.
        String diedAt = letter.get("deadSince").textValue();
        HttpResponse<byte[]> replay = call("POST", "/conveyor.polishing/replay?id=" + hopeless);
        assertThat(replay.statusCode()).isEqualTo(200);
        assertThat(RunningMes.json(replay).get("replayed").intValue()).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> !awaitLetter("conveyor.polishing", hopeless).get("deadSince").textValue().equals(diedAt));
        assertThat(acts("conveyor.polishing", "replay")).isEqualTo(1);

        String address = "/conveyor.polishing/" + hopeless + "?reason=sent%20by%20hand";
        assertThat(call("DELETE", address).statusCode()).isEqualTo(204);
        assertThat(call("DELETE", address).statusCode()).isEqualTo(204);
        assertThat(queue("conveyor.polishing").get("messages").intValue()).isZero();
        assertThat(acts("conveyor.polishing", "discard")).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> oldestAge("conveyor.polishing") == 0);
        assertThat(mes.query("select reason || ' by ' || discarded_by || ': ' || convert_from(payload, 'UTF8') from mes.discarded_letters where message_id = '" + hopeless + "'"))
                .containsExactly("sent by hand by olga: {}");
    }

    @Test
    void replaysAMessageToItsEffectOnceTheCauseIsGone() {
        UUID order = UUID.randomUUID();
        String model = mes.upload(Models.ring());
        UUID message = mes.bury("mes.orders", "order.submitted",
                "{\"orderId\":\"" + order + "\",\"model\":\"" + model + "\",\"metal\":\"silver-925\",\"at\":\"2026-11-22T10:00:00Z\"}");
        JsonNode letter = awaitLetter("mes.orders", message);
        assertThat(letter.get("reason").textValue()).isEqualTo("REJECTED");
        assertThat(mes.get("/" + order).statusCode()).isEqualTo(404);

        assertThat(RunningMes.json(call("POST", "/mes.orders/replay")).get("replayed").intValue()).isEqualTo(1);

        await().atMost(PATIENCE).until(() -> mes.told("order.priced", order).isPresent());
        assertThat(queue("mes.orders").get("messages").intValue()).isZero();
        assertThat(acts("mes.orders", "replay")).isEqualTo(1);
    }

    @Test
    void showsEveryQueueAndEachActAtZero() {
        JsonNode queues = RunningMes.json(call("GET", "")).get("queues");

        assertThat(queues.findValuesAsText("queue")).containsExactly("mes.orders", "conveyor.pricing", "conveyor.slicing", "conveyor.casting",
                "conveyor.polishing", "conveyor.inspection", "shop.orders");
        assertThat(new String(mes.observe("/metrics").body(), StandardCharsets.UTF_8)).contains(
                "messaging_dead_letter_acts_total{act=\"discard\",queue=\"shop.orders\"} 0.0",
                "messaging_dead_letter_acts_total{act=\"replay\",queue=\"shop.orders\"} 0.0");
    }

    @Test
    void showsNoMoreThanTheLimit() {
        for (int i = 0; i < 3; i++) {
            awaitLetter("conveyor.inspection", mes.send(Exchange.CONVEYOR, "inspection", "stage.engraving", UUID.randomUUID(), "{}"));
        }

        JsonNode queues = RunningMes.json(call("GET", "?queue=conveyor.inspection&limit=2")).get("queues");

        assertThat(queues).hasSize(1);
        assertThat(queues.get(0).get("messages").intValue()).isEqualTo(3);
        assertThat(queues.get(0).get("letters")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ?queue=conveyor.engraving, queue-not-found",
        "POST, /conveyor.engraving/replay, queue-not-found",
        "DELETE, /conveyor.engraving/ID?reason=none, queue-not-found",
        "POST, /conveyor.slicing/replay?id=ID, dead-letter-not-found",
        "DELETE, /conveyor.slicing/ID?reason=none, dead-letter-not-found",
        "DELETE, /shop.orders/ID?reason=none, dead-letter-not-found"})
    void knowsNothingOfUnknownQueuesAndLetters(String method, String address, String problem) {
        assertProblem(call(method, address.replace("ID", UUID.randomUUID().toString())), 404, problem, "no such");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ?limit=201, limit must be",
        "GET, ?queue=, queue must have",
        "GET, ?que=conveyor.casting, que is not a known parameter",
        "POST, /conveyor.slicing/replay?id=, id must have",
        "POST, /conveyor.slicing/replay?message=1, message is not a known parameter",
        "DELETE, /conveyor.slicing/ID, reason is missing",
        "DELETE, /conveyor.slicing/ID?reason=, reason must have"})
    void refusesAMalformedQuery(String method, String address, String detail) {
        assertProblem(call(method, address), 400, "invalid-query", detail);
    }

    @Test
    void refusesToReplayAllWhenABodySeemsToNameOne() {
        HttpRequest request = mes.elsewhere(DeadLetterRoutes.PATH + "/conveyor.slicing/replay").header("Authorization", "Bearer " + mes.token("operator"))
                .POST(BodyPublishers.ofString("{\"id\":\"1\"}")).build();

        assertProblem(mes.send(request), 400, "invalid-body", "no body");
    }

    @Test
    void saysThatItIsUnavailableWhileTheBrokerIsAway() {
        try (RunningMes deaf = new RunningMes(Map.of("BROKER_PORT", "1"))) {
            for (String call : List.of("GET ", "POST /conveyor.slicing/replay", "POST /conveyor.slicing/replay?id=ID", "DELETE /conveyor.slicing/ID?reason=none")) {
                String[] parts = call.split(" ", -1);
                HttpRequest request = deaf.elsewhere(DeadLetterRoutes.PATH + parts[1]).header("Authorization", "Bearer " + deaf.token("operator"))
                        .method(parts[0], BodyPublishers.noBody()).build();

                assertProblem(deaf.send(request), 503, "service-unavailable", "try again later");
            }
            assertThat(deaf.query("select count(*) from mes.discarded_letters")).containsExactly("0");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "POST, /conveyor.slicing/replay", "DELETE, /conveyor.slicing/ID?reason=none"})
    void isForOperatorsOnly(String method, String address) {
        HttpRequest.Builder request = mes.elsewhere(DeadLetterRoutes.PATH + address).method(method, BodyPublishers.noBody());

        assertProblem(mes.send(request.build()), 401, "unauthorized", "bearer token");
        assertProblem(mes.send(request.setHeader("Authorization", "Bearer " + mes.token("manager")).build()), 403, "forbidden", "operator");
        assertProblem(mes.send(request.setHeader("Authorization", "Bearer " + mes.token("customer")).build()), 403, "forbidden", "operator");
    }

    private static HttpResponse<byte[]> call(String method, String address) {
        return mes.send(mes.elsewhere(DeadLetterRoutes.PATH + address).header("Authorization", "Bearer " + mes.token("operator"))
                .method(method, BodyPublishers.noBody()).build());
    }

    private static JsonNode queue(String name) {
        return RunningMes.json(call("GET", "?queue=" + name)).get("queues").get(0);
    }

    private static JsonNode awaitLetter(String queue, UUID id) {
        return await().atMost(PATIENCE).until(() -> {
            for (JsonNode letter : queue(queue).get("letters")) {
                if (letter.get("id").textValue().equals(id.toString())) {
                    return letter;
                }
            }
            return null;
        }, letter -> letter != null);
    }

    private static double acts(String queue, String act) {
        return mes.telemetry().meters().value(Metric.MESSAGING_DEAD_LETTER_ACTS, queue, act).orElseThrow();
    }

    private static double oldestAge(String queue) {
        return mes.telemetry().meters().value(Metric.MESSAGING_DEAD_LETTER_OLDEST_AGE, queue).orElse(-1.0);
    }

    private static void assertProblem(HttpResponse<byte[]> response, int status, String type, String detail) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = RunningMes.json(response);
        assertThat(problem.get("type").textValue()).isEqualTo("/problems/" + type);
        assertThat(problem.get("detail").textValue()).contains(detail);
    }
}
