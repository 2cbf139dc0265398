package dev.touchstone.mes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.mes.fake.Models;
import dev.touchstone.mes.testing.RunningMes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RestartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** The furnace would take the ring for a quarter of an hour; the second start has faster machines. */
    @Test
    void leavesAMachineAtOnceWhenItStopsAndTakesThePieceUpAgainLater() {
        try (RunningMes mes = new RunningMes(Map.of("MES_TIME_SCALE", "1"))) {
            UUID order = mes.submit(mes.upload(Models.ring()));
            await().atMost(PATIENCE).until(() -> mes.told("order.priced", order).isPresent());
            mes.tell("order.approved", order);
            await().atMost(PATIENCE).until(() -> mes.workOrder(order).path("stage").asText().equals("casting"));
            await().atMost(PATIENCE).until(() -> mes.busy("casting") == 1);

            Instant told = Instant.now();
            mes.stop();
            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(15));
            mes.configure("MES_TIME_SCALE", "20000");
            mes.start();

            await().atMost(PATIENCE).until(() -> mes.told("order.produced", order).isPresent());
            assertThat(mes.told(order)).isEqualTo(List.of("order.priced", "order.production-started", "order.produced"));
            assertThat(mes.workOrder(order).get("stages")).hasSize(5);
            assertThat(mes.deadLetters("conveyor.casting")).isEmpty();
        }
    }

    @Test
    void stopsACancelledPieceAtTheMachine() {
        try (RunningMes mes = new RunningMes(Map.of("MES_TIME_SCALE", "450"))) {
            UUID order = mes.submit(mes.upload(Models.ring()));
            await().atMost(PATIENCE).until(() -> mes.told("order.priced", order).isPresent());
            mes.tell("order.approved", order);
            await().atMost(PATIENCE).until(() -> mes.busy("casting") == 1);

            mes.tell("order.cancelled", order);
            await().atMost(PATIENCE).until(() -> mes.status(order).equals("CANCELLED"));
            await().atMost(PATIENCE).until(() -> mes.busy("casting") == 0);

            assertThat(mes.workOrder(order).get("stages").findValuesAsText("stage")).containsExactly("pricing", "slicing");
            assertThat(mes.told(order)).containsExactly("order.priced", "order.production-started");
        }
    }

    @Test
    void servesOnlyWhatItsRolesSay() {
        try (RunningMes conveyor = new RunningMes(Map.of("MES_ROLES", "conveyor"))) {
            UUID order = conveyor.submit(conveyor.upload(Models.ring()));

            await().atMost(PATIENCE).until(() -> conveyor.told("order.priced", order).isPresent());
            assertThat(conveyor.get("/" + order).statusCode()).isEqualTo(404);
            assertThat(conveyor.observe("/health/ready").statusCode()).isEqualTo(200);

            conveyor.stop();
            conveyor.configure("MES_ROLES", "api");
            conveyor.start();
            assertThat(conveyor.status(order)).isEqualTo("PRICED");
        }
    }
}
