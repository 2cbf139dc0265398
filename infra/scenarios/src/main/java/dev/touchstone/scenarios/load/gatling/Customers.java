package dev.touchstone.scenarios.load.gatling;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIf;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.client.Order;
import dev.touchstone.local.client.OrderStatus;
import dev.touchstone.local.models.Model;
import dev.touchstone.local.models.StlFile;
import dev.touchstone.observability.catalog.Objective;
import dev.touchstone.scenarios.load.LoadPlan;
import dev.touchstone.scenarios.load.Visit;
import dev.touchstone.scenarios.load.gatling.Journal.Outcome;
import dev.touchstone.scenarios.load.gatling.Journal.Wait;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** They look at their orders, or upload a model, order it, wait for the price, accept or cancel, and wait for the piece. */
final class Customers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VISIT = "visit";
    private static final String ANSWER = "answer";
    private static final String ORDER = "order";
    private static final String SEEN = "seen";
    private static final String NEXT = "next";
    private static final String LOOK = "look";
    private static final Duration FIRST_LOOK = Duration.ofMillis(300);
    private static final Duration SLOWEST_LOOK = Duration.ofSeconds(3);

    /** What a customer does after a look at the order. */
    private enum Next { LOOK_AGAIN, ACCEPT, CANCEL, LEAVE }

    private final LoadPlan plan;
    private final Requests requests;
    private final Journal journal;
    private final Bearers bearers;
    private final BooleanSupplier managersAreThere;
    private final AtomicInteger came = new AtomicInteger();

    Customers(LoadPlan plan, Requests requests, Journal journal, Bearers bearers, BooleanSupplier managersAreThere) {
        this.plan = plan;
        this.requests = requests;
        this.journal = journal;
        this.bearers = bearers;
        this.managersAreThere = managersAreThere;
    }

    ScenarioBuilder scenarioOfAll() {
        return scenario("customers").exec(this::arrive)
                .exec(doIfOrElse(session -> visit(session).model().isPresent()).then(order()).orElse(look()));
    }

    private Session arrive(Session session) {
        journal.count(Outcome.CUSTOMERS);
        return session.set(VISIT, Visit.of(plan, came.getAndIncrement()));
    }

    private ChainBuilder look() {
        return exec(requests.of(Call.SEE_ORDERS, this::asCustomer))
                .pause(session -> visit(session).thinks())
                .exec(requests.of(Call.SEE_ORDERS, request -> asCustomer(request).queryParam("status", "PRICED").queryParam("limit", "10")));
    }

    private ChainBuilder order() {
        return exec(requests.of(Call.UPLOAD_MODEL, request -> asCustomer(request).header("Content-Type", "model/stl")
                .body(ByteArrayBody(session -> stl(visit(session).model().orElseThrow()))).check(bodyString().saveAs(ANSWER))))
                .exec(exitHereIf(session -> !Requests.wentRight(session)))
                .pause(session -> visit(session).thinks())
                .exec(counted(Outcome.ATTEMPTED))
                .exec(requests.of(Call.PLACE_ORDER, request -> asCustomer(request).header("Content-Type", "application/json")
                        .header("Idempotency-Key", session -> "load-%s-%d".formatted(plan.run(), visit(session).number()))
                        .body(StringBody(this::orderForTheModel)).check(bodyString().saveAs(ANSWER))))
                .exec(exitHereIf(session -> !Requests.wentRight(session)))
                .exec(this::placed)
                .exec(follow());
    }

    /** The answer to every look decides what is done next; a look that fails is repeated. */
    private ChainBuilder follow() {
        return asLongAs(session -> session.get(NEXT) != Next.LEAVE, LOOK).on(
                pause(session -> paceOfLook(session.getInt(LOOK)))
                        .exec(requests.of(Call.SEE_ORDER, session -> session.getString(ORDER),
                                request -> asCustomer(request).check(bodyString().saveAs(ANSWER))))
                        .exec(this::seen)
                        .exec(doIf(session -> session.get(NEXT) == Next.ACCEPT).then(
                                pause(session -> visit(session).thinks())
                                        .exec(requests.of(Call.ACCEPT, session -> session.getString(ORDER), this::asCustomer))
                                        .exec(session -> waits(session, Outcome.ACCEPTED, Next.LOOK_AGAIN))))
                        .exec(doIf(session -> session.get(NEXT) == Next.CANCEL).then(
                                pause(session -> visit(session).thinks())
                                        .exec(requests.of(Call.CANCEL, session -> session.getString(ORDER), this::asCustomer))
                                        .exec(session -> waits(session, Outcome.CANCELLED, Next.LEAVE)))));
    }

    private Session waits(Session session, Outcome outcome, Next next) {
        if (!Requests.wentRight(session)) {
            return session.set(NEXT, Next.LOOK_AGAIN);
        }
        journal.count(outcome);
        return session.set(NEXT, next);
    }

    private Session placed(Session session) {
        journal.count(Outcome.PLACED);
        Order order = orderIn(session);
        journal.waits(order.id().toString(), Wait.PRICE);
        return session.set(ORDER, order.id().toString()).set(SEEN, OrderStatus.SUBMITTED).set(NEXT, Next.LOOK_AGAIN);
    }

    private Session seen(Session session) {
        String id = session.getString(ORDER);
        if (Requests.lastStatus(session) == 404) {
            journal.count(Outcome.LOST);
            journal.waitsNoMore(id);
            return session.set(NEXT, Next.LEAVE);
        }
        if (!Requests.wentRight(session)) {
            return session.set(NEXT, Next.LOOK_AGAIN);
        }
        Order order = orderIn(session);
        OrderStatus before = session.get(SEEN);
        if (order.status() != before) {
            note(visit(session), order, before);
        }
        return session.set(SEEN, order.status()).set(NEXT, next(visit(session), order.status()));
    }

    private void note(Visit visit, Order order, OrderStatus before) {
        String id = order.id().toString();
        if (before == OrderStatus.SUBMITTED) {
            judged(visit, order);
        }
        switch (order.status()) {
            case SUBMITTED -> { }
            case PRICED -> journal.waitsNoMore(id);
            case ACCEPTED -> journal.waits(id, Wait.APPROVAL);
            case APPROVED, IN_PRODUCTION -> {
                if (before != OrderStatus.APPROVED) {
                    journal.waits(id, Wait.PIECE);
                }
            }
            case PRODUCED, SHIPPED, CLOSED -> {
                journal.waitsNoMore(id);
                journal.count(Outcome.PRODUCED);
                stepsOfProduction(order).forEach(step -> journal.took(Objective.ORDER_LEAD_TIME, step));
            }
            case REJECTED, CANCELLED -> journal.waitsNoMore(id);
        }
    }

    private void judged(Visit visit, Order order) {
        boolean rejected = order.status() == OrderStatus.REJECTED;
        if (!rejected) {
            journal.count(Outcome.PRICED);
            journal.took(Objective.PRICE_SHOWN, journal.waited(order.id().toString()));
        }
        if (rejected == visit.makeable()) {
            journal.count(Outcome.MISJUDGED);
            // Goes to the run's log.
            System.out.println("Judged wrongly: order %s, the model of visit %d, is %s%s".formatted(order.id(), visit.number(), order.status(),
                    order.rejection().map(why -> ": " + why.reason()).orElse("")));
        } else if (rejected) {
            journal.count(Outcome.REJECTED);
        }
    }

    /** From the approval to production and from there to the piece, by the shop's own history. */
    private static Iterable<Duration> stepsOfProduction(Order order) {
        Map<OrderStatus, Instant> reached = new EnumMap<>(OrderStatus.class);
        order.history().forEach(step -> reached.put(step.status(), step.at()));
        return List.of(Duration.between(reached.get(OrderStatus.APPROVED), reached.get(OrderStatus.IN_PRODUCTION)),
                Duration.between(reached.get(OrderStatus.IN_PRODUCTION), reached.get(OrderStatus.PRODUCED)));
    }

    private Next next(Visit visit, OrderStatus status) {
        return switch (status) {
            case PRICED -> visit.accepts() ? Next.ACCEPT : Next.CANCEL;
            case ACCEPTED -> managersAreThere.getAsBoolean() ? Next.LOOK_AGAIN : Next.LEAVE;
            case SUBMITTED, APPROVED, IN_PRODUCTION -> Next.LOOK_AGAIN;
            case PRODUCED, SHIPPED, CLOSED, REJECTED, CANCELLED -> Next.LEAVE;
        };
    }

    /** Impatient at first, then less and less often. */
    private static Duration paceOfLook(int look) {
        Duration pace = Duration.ofMillis((long) (FIRST_LOOK.toMillis() * Math.pow(1.25, Math.min(look, 20))));
        return pace.compareTo(SLOWEST_LOOK) < 0 ? pace : SLOWEST_LOOK;
    }

    private HttpRequestActionBuilder asCustomer(HttpRequestActionBuilder request) {
        return request.header("Authorization", session -> bearers.of("customer", visit(session).customer()));
    }

    private ChainBuilder counted(Outcome outcome) {
        return exec(session -> {
            journal.count(outcome);
            return session;
        });
    }

    private String orderForTheModel(Session session) {
        try {
            String model = JSON.readTree(session.getString(ANSWER)).required("model").asText();
            return JSON.writeValueAsString(Map.of("model", model, "metal", visit(session).metal()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Order orderIn(Session session) {
        try {
            return Order.of(JSON.readTree(session.getString(ANSWER)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Visit visit(Session session) {
        return session.get(VISIT);
    }

    private static byte[] stl(Model model) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(StlFile.bytes(model)))) {
            StlFile.write(model, bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
