package dev.touchstone.scenarios.load.gatling;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIf;
import static io.gatling.javaapi.core.CoreDsl.foreach;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.scenarios.load.gatling.Journal.Outcome;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Managers open a session, approve what was accepted, ship and close what was produced; operators look at the work, fetch models
 * and toolpaths, and send scans. They touch the orders of this generator's customers only: a demonstration beside it goes on undisturbed.
 */
final class Staff {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CUSTOMERS = "customer-";
    private static final String NAME = "name";
    private static final String ANSWER = "answer";
    private static final String ORDERS = "orders";
    private static final String ORDER = "order";
    private static final String WORK_STATUS = "workStatus";
    private static final int MANAGERS = 5;
    private static final int OPERATORS = 3;
    /** What one manager or operator takes on in one visit. */
    private static final int ARMFUL = 20;
    private static final int LARGEST_SCAN = 200_000;
    private static final Duration BREATH = Duration.ofMillis(100);

    private final long seed;
    private final Requests requests;
    private final Journal journal;
    private final Bearers bearers;

    Staff(long seed, Requests requests, Journal journal, Bearers bearers) {
        this.seed = seed;
        this.requests = requests;
        this.journal = journal;
        this.bearers = bearers;
    }

    ScenarioBuilder managers() {
        return scenario("managers").exec(session -> session.set(NAME, "manager-%d".formatted(session.userId() % MANAGERS + 1)))
                .exec(requests.of(Call.OPEN_SESSION, request -> as("manager", request)))
                // The session's cookie goes with every further request by itself.
                .exec(exitHereIf(session -> !Requests.wentRight(session)))
                .exec(seeOrders("ACCEPTED"))
                .exec(foreach(session -> session.<List<String>>get(ORDERS), ORDER).on(
                        pause(BREATH).exec(onOrder(Call.APPROVE)).exec(countedIfDone(Outcome.APPROVED))))
                .exec(seeOrders("PRODUCED"))
                .exec(foreach(session -> session.<List<String>>get(ORDERS), ORDER).on(
                        pause(BREATH).exec(onOrder(Call.SHIP)).exec(doIf(session -> Requests.lastStatus(session) == 200).then(
                                exec(onOrder(Call.CLOSE)).exec(countedIfDone(Outcome.CLOSED))))))
                .exec(requests.of(Call.END_SESSION, request -> request));
    }

    ScenarioBuilder operators() {
        return scenario("operators").exec(session -> session.set(NAME, "operator-%d".formatted(session.userId() % OPERATORS + 1)))
                .exec(requests.of(Call.SEE_WORK_ORDERS, request -> as("operator", request).queryParam("limit", String.valueOf(ARMFUL))
                        .check(bodyString().saveAs(ANSWER))))
                .exec(this::chooseWork)
                .exec(exitHereIf(session -> !session.contains(ORDER)))
                .exec(atWork(Call.SEE_WORK_ORDER)).pause(BREATH)
                .exec(atWork(Call.FETCH_MODEL)).pause(BREATH)
                .exec(doIf(session -> session.getString(WORK_STATUS).equals("PRODUCED")).then(
                        exec(atWork(Call.FETCH_TOOLPATH)).pause(BREATH).exec(requests.of(Call.SEND_SCAN, session -> session.getString(ORDER),
                                request -> as("operator", request).header("Content-Type", "application/octet-stream")
                                        .body(ByteArrayBody(this::scan))))));
    }

    private ChainBuilder seeOrders(String status) {
        return exec(requests.of(Call.SEE_ALL_ORDERS, request -> request.queryParam("status", status).queryParam("limit", "100")
                .check(bodyString().saveAs(ANSWER))))
                .exec(this::chooseOrders);
    }

    /** Those that have waited longest, in an order of one's own: colleagues do not all reach for the same one. */
    private Session chooseOrders(Session session) {
        List<String> ids = new ArrayList<>();
        if (Requests.wentRight(session)) {
            answer(session).required("orders").forEach(order -> {
                if (order.path("customer").asText().startsWith(CUSTOMERS)) {
                    ids.add(order.required("id").asText());
                }
            });
        }
        // The newest come first.
        List<String> oldest = new ArrayList<>(ids.subList(Math.max(0, ids.size() - ARMFUL), ids.size()));
        Collections.shuffle(oldest, chance(session));
        return session.set(ORDERS, oldest);
    }

    private Session chooseWork(Session session) {
        List<JsonNode> work = new ArrayList<>();
        if (Requests.wentRight(session)) {
            answer(session).required("workOrders").forEach(work::add);
        }
        if (work.isEmpty()) {
            return session.remove(ORDER);
        }
        JsonNode chosen = work.get(chance(session).nextInt(work.size()));
        return session.set(ORDER, chosen.required("orderId").asText()).set(WORK_STATUS, chosen.required("status").asText());
    }

    private ChainBuilder onOrder(Call call) {
        return requests.of(call, session -> session.getString(ORDER), request -> request);
    }

    private ChainBuilder atWork(Call call) {
        return requests.of(call, session -> session.getString(ORDER), request -> as("operator", request));
    }

    private ChainBuilder countedIfDone(Outcome outcome) {
        return exec(session -> {
            if (Requests.lastStatus(session) == 200) {
                journal.count(outcome);
            }
            return session;
        });
    }

    private HttpRequestActionBuilder as(String role, HttpRequestActionBuilder request) {
        return request.header("Authorization", session -> bearers.of(role, session.getString(NAME)));
    }

    private byte[] scan(Session session) {
        Random chance = chance(session);
        byte[] scan = new byte[1 + chance.nextInt(LARGEST_SCAN)];
        chance.nextBytes(scan);
        return scan;
    }

    private Random chance(Session session) {
        return new Random(seed ^ (session.userId() * 0x9E3779B97F4A7C15L));
    }

    private static JsonNode answer(Session session) {
        try {
            return JSON.readTree(session.getString(ANSWER));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
