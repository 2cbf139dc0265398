package dev.touchstone.mes.domain.conveyor;

import static dev.touchstone.mes.fake.Workshop.CUBE;
import static dev.touchstone.mes.fake.Workshop.PACES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineParkTest {

    @Test
    void takesTimeByVolumeSurfaceAndAFixedPart() {
        MachinePark park = new MachinePark(PACES, 1, Duration.ofHours(1));

        assertThat(park.runTime(Stage.CASTING, CUBE)).hasSeconds(60);
        assertThat(park.runTime(Stage.POLISHING, CUBE)).hasSeconds(60);
        assertThat(park.runTime(Stage.INSPECTION, CUBE)).hasSeconds(30);
        assertThat(park.nominalTime(CUBE)).hasSeconds(150);
    }

    @Test
    void runsFasterByTheTimeScaleWithoutChangingTheNominalTime() {
        MachinePark park = new MachinePark(PACES, 600, Duration.ofHours(1));

        assertThat(park.runTime(Stage.CASTING, CUBE)).hasMillis(100);
        assertThat(park.nominalTime(CUBE)).hasSeconds(150);
    }

    @Test
    void neverRunsLongerThanTheBound() {
        assertThat(new MachinePark(PACES, 1, Duration.ofSeconds(45)).runTime(Stage.CASTING, CUBE)).hasSeconds(45);
    }

    @Test
    void needsAPaceForEachMachineAndNoOther() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MachinePark(Map.of(), 1, Duration.ofHours(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new MachinePark(PACES, 0, Duration.ofHours(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new MachinePace(Duration.ofSeconds(-1), Duration.ZERO, Duration.ZERO));
    }
}
