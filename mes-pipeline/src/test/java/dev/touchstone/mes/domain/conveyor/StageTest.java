package dev.touchstone.mes.domain.conveyor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StageTest {

    @ParameterizedTest
    @EnumSource
    void isFoundByItsLabel(Stage stage) {
        assertThat(Stage.labelled(stage.label())).contains(stage);
    }

    @Test
    void anUnknownLabelNamesNoStage() {
        assertThat(Stage.labelled("CASTING")).isEmpty();
        assertThat(Stage.labelled("engraving")).isEmpty();
    }

    @Test
    void inspectionIsTheLast() {
        assertThat(Stage.PRICING.next()).contains(Stage.SLICING);
        assertThat(Stage.INSPECTION.next()).isEmpty();
    }
}
