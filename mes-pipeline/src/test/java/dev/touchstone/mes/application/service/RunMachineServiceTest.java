package dev.touchstone.mes.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mes.application.port.in.PerformStage;
import dev.touchstone.mes.application.port.in.PerformStage.Command;
import dev.touchstone.mes.application.port.in.PerformStage.NotDue;
import dev.touchstone.mes.application.port.in.PerformStage.Performed;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.StageResult.Machined;
import dev.touchstone.mes.fake.Workshop;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunMachineServiceTest {

    private final Workshop workshop = new Workshop();
    private final PerformStage runMachine = new RunMachineService(workshop.workOrders, workshop.machines, workshop.park);

    @ParameterizedTest
    @CsvSource({"CASTING, PT1S", "POLISHING, PT1S", "INSPECTION, PT0.5S"})
    void runsTheMachineOfTheStationForAsLongAsThePieceAsksFor(Stage stage, Duration duration) {
        OrderId order = workshop.machining(stage);

        assertThat(perform(order, stage)).isEqualTo(new Performed(new Machined(stage)));
        assertThat(workshop.ran).isEqualTo(Map.of(stage, duration));
    }

    @Test
    void doesNotRunForAWorkOrderThatIsElsewhere() {
        assertThat(perform(workshop.machining(Stage.POLISHING), Stage.CASTING)).isEqualTo(new NotDue());
        assertThat(perform(workshop.slicing(), Stage.CASTING)).isEqualTo(new NotDue());
        assertThat(perform(workshop.cancel(workshop.machining(Stage.CASTING)), Stage.CASTING)).isEqualTo(new NotDue());
        assertThat(perform(workshop.produced(), Stage.INSPECTION)).isEqualTo(new NotDue());
        assertThat(workshop.ran).isEmpty();
    }

    private PerformStage.Outcome perform(OrderId order, Stage stage) {
        return runMachine.perform(new Command(order, stage, Workshop.NOW));
    }
}
