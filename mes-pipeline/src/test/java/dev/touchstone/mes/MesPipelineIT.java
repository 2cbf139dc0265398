package dev.touchstone.mes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.local.models.Brilliant;
import dev.touchstone.mes.fake.Models;
import dev.touchstone.mes.fake.Sha256;
import dev.touchstone.mes.testing.RunningMes;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.platform.messaging.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole service between a stand-in for shop and managers, and real database, broker and object storage. */
class MesPipelineIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> WHOLE_STORY = List.of("order.priced", "order.production-started", "order.produced");

    private static RunningMes mes;

    @BeforeAll
    static void start() {
        mes = new RunningMes(Map.of("CHAOS_TOKEN_FILE", RunningMes.chaosTokenFile().toString()));
    }

    @AfterAll
    static void stop() {
        mes.close();
    }

    @Test
    void makesAPieceOfAnOrder() {
        UUID order = mes.submit(mes.upload(Models.ring()));
        await().atMost(PATIENCE).until(() -> mes.told("order.priced", order).isPresent());
        mes.tell("order.accepted", order);
        mes.tell("order.approved", order);
        await().atMost(PATIENCE).until(() -> mes.told("order.produced", order).isPresent());

        JsonNode priced = mes.told("order.priced", order).orElseThrow();
        double volume = Models.RING.volumeCubicMillimetres();
        assertThat(priced.get("volumeCubicMillimetres").doubleValue()).isCloseTo(volume, within(volume * 1e-4));
        assertThat(priced.get("facets").intValue()).isEqualTo(Models.RING.facetCount());
        assertThat(priced.get("massGrams").doubleValue()).isCloseTo(volume * 10.40 / 1000, within(0.001));
        assertThat(priced.get("price").get("currency").textValue()).isEqualTo("EUR");
        assertThat(priced.get("price").get("amount").textValue()).matches("\\d+\\.\\d\\d");

        assertThat(mes.told(order)).isEqualTo(WHOLE_STORY);
        JsonNode workOrder = mes.workOrder(order);
        assertThat(workOrder.get("status").textValue()).isEqualTo("PRODUCED");
        assertThat(workOrder.get("price")).isEqualTo(priced.get("price"));
        assertThat(workOrder.get("toolpath")).isEqualTo(mes.told("order.produced", order).orElseThrow().get("toolpath"));
        assertThat(workOrder.get("stages").findValuesAsText("stage")).containsExactly("pricing", "slicing", "casting", "polishing", "inspection");
        assertThat(new String(mes.get("/" + order + "/toolpath").body(), StandardCharsets.US_ASCII)).startsWith(";").endsWith("M2\n");
        assertThat(mes.get("/" + order + "/model").body()).isEqualTo(Models.ring());
    }

    @Test
    void makesAPieceOnceHoweverOftenMessagesCome() {
        String model = mes.upload(Models.ring());
        List<UUID> orders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            UUID order = UUID.randomUUID();
            UUID submission = mes.submit(order, model);
            mes.submit(order, model);
            mes.send(Exchange.ORDERS, "order.submitted", "order.submitted", submission,
                    "{\"orderId\":\"" + order + "\",\"model\":\"" + model + "\",\"metal\":\"silver-925\",\"at\":\"2026-11-22T10:00:00Z\"}");
            orders.add(order);
        }
        for (UUID order : orders) {
            await().atMost(PATIENCE).until(() -> mes.told("order.priced", order).isPresent());
            UUID approval = mes.tell("order.approved", order);
            mes.tell("order.approved", order, approval);
            mes.tell("order.approved", order);
        }
        for (UUID order : orders) {
            await().atMost(PATIENCE).until(() -> mes.told("order.produced", order).isPresent());
        }
        // A repeated stage message under another id, as an impatient operator's replay would be.
        UUID first = orders.getFirst();
        mes.send(Exchange.CONVEYOR, "inspection", "stage.inspection", UUID.randomUUID(), "{\"orderId\":\"" + first + "\",\"stage\":\"inspection\",\"at\":\"2026-11-22T10:00:00Z\"}");
        UUID last = mes.submit(model);
        await().atMost(PATIENCE).until(() -> mes.told("order.priced", last).isPresent());

        assertThat(orders).allSatisfy(order -> {
            assertThat(mes.told(order)).isEqualTo(WHOLE_STORY);
            assertThat(mes.workOrder(order).get("stages")).hasSize(5);
        });
    }

    @Test
    void rejectsAModelThatIsNotWatertightAndSaysHowManyEdgesAreOpen() {
        UUID order = mes.submit(mes.upload(Models.openRing()));
        await().atMost(PATIENCE).until(() -> mes.told("order.rejected", order).isPresent());

        JsonNode rejected = mes.told("order.rejected", order).orElseThrow();
        assertThat(rejected.get("code").textValue()).isEqualTo("NOT_WATERTIGHT");
        assertThat(rejected.get("reason").textValue()).contains("3 open edges");
        assertThat(mes.workOrder(order).get("rejection").get("code").textValue()).isEqualTo("NOT_WATERTIGHT");

        mes.tell("order.approved", order);
        UUID after = mes.submit(mes.upload(Models.ring()));
        await().atMost(PATIENCE).until(() -> mes.told("order.priced", after).isPresent());
        assertThat(mes.told(order)).containsExactly("order.rejected");
    }

    @Test
    void makesNothingOfACancelledOrder() {
        UUID order = mes.submit(mes.upload(Models.ring()));
        await().atMost(PATIENCE).until(() -> mes.told("order.priced", order).isPresent());

        mes.tell("order.cancelled", order);
        await().atMost(PATIENCE).until(() -> mes.status(order).equals("CANCELLED"));
        mes.tell("order.approved", order);
        UUID after = mes.submit(mes.upload(Models.ring()));
        await().atMost(PATIENCE).until(() -> mes.told("order.priced", after).isPresent());

        assertThat(mes.told(order)).containsExactly("order.priced");
    }

    @Test
    void waitsForTheOrderThatAnApprovalHasOvertaken() {
        String model = mes.upload(Models.ring());
        UUID order = UUID.randomUUID();
        mes.tell("order.approved", order);
        mes.submit(order, model);

        await().atMost(PATIENCE).until(() -> mes.told("order.produced", order).isPresent());
        assertThat(mes.told(order)).isEqualTo(WHOLE_STORY);
    }

    @Test
    void buriesWhatCanNeverBeHandledAndGoesOn() {
        mes.send(Exchange.ORDERS, "order.submitted", "order.submitted", UUID.randomUUID(), "{\"orderId\": 7");
        mes.send(Exchange.ORDERS, "order.submitted", "order.submitted", UUID.randomUUID(),
                "{\"orderId\":\"" + UUID.randomUUID() + "\",\"model\":\"../secrets\",\"metal\":\"silver-925\",\"at\":\"2026-11-22T10:00:00Z\"}");
        mes.send(Exchange.CONVEYOR, "casting", "stage.engraving", UUID.randomUUID(), "{}");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(mes.deadLetters("mes.orders")).containsExactly("MALFORMED_MESSAGE", "MALFORMED_MESSAGE"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(mes.deadLetters("conveyor.casting")).containsExactly("UNKNOWN_TYPE"));
        UUID order = mes.submit(mes.upload(Models.ring()));
        await().atMost(PATIENCE).until(() -> mes.told("order.priced", order).isPresent());
    }

    @Test
    void triesAgainUntilTheModelIsThere() {
        byte[] late = Models.stl(new Brilliant(6.5));
        UUID order = mes.submit(Sha256.of(late));
        await().atMost(PATIENCE).until(() -> mes.telemetry().meters().count(Metric.MES_STAGE_DURATION, "pricing", "failed") > 0);
        assertThat(mes.told(order)).isEmpty();

        mes.upload(late);

        await().atMost(PATIENCE).until(() -> mes.told("order.priced", order).isPresent());
    }

    @Test
    void goesOnWithThePieceWhenItsMachineIsMended() {
        UUID order = mes.submit(mes.upload(Models.ring()));
        await().atMost(PATIENCE).until(() -> mes.told("order.priced", order).isPresent());
        mes.breakPort("Machines", "{\"kind\": \"error\", \"for\": \"PT1M\"}");
        try {
            mes.tell("order.approved", order);
            await().atMost(PATIENCE).until(() -> mes.telemetry().meters().count(Metric.MES_STAGE_DURATION, "casting", "failed") > 0);
        } finally {
            mes.mendPort("Machines");
        }

        await().atMost(PATIENCE).until(() -> mes.told("order.produced", order).isPresent());
    }

    @Test
    void measuresItsStages() {
        long before = mes.telemetry().meters().count(Metric.MES_STAGE_DURATION, "pricing", "ok");
        UUID order = mes.submit(mes.upload(Models.ring()));
        await().atMost(PATIENCE).until(() -> mes.told("order.priced", order).isPresent());

        assertThat(mes.telemetry().meters().count(Metric.MES_STAGE_DURATION, "pricing", "ok")).isGreaterThan(before);
        assertThat(mes.telemetry().meters().value(Metric.MES_STAGE_WORKERS, "casting")).contains(4.0);
        String scrape = new String(mes.observe("/metrics").body(), StandardCharsets.UTF_8);
        assertThat(scrape).contains("mes_stage_busy_workers{stage=\"polishing\"}", "mes_stage_wait_seconds_count{stage=\"pricing\"}");
    }
}
