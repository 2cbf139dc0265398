package dev.touchstone.mes.domain.workorder;

import static dev.touchstone.mes.fake.Workshop.QUOTE;
import static dev.touchstone.mes.fake.Workshop.REJECTION;
import static dev.touchstone.mes.fake.Workshop.TOOLPATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.mesh.MeshDefect;
import dev.touchstone.mes.fake.Workshop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkOrderTest {

    private final Commission commission = Workshop.commission();
    private final ReceivedWorkOrder received = ReceivedWorkOrder.of(commission);

    @Test
    void passesEveryStationInTurn() {
        PricedWorkOrder priced = received.price(QUOTE);
        SlicingWorkOrder slicing = priced.startProduction();
        MachiningWorkOrder casting = slicing.sliced(TOOLPATH);
        MachiningWorkOrder polishing = (MachiningWorkOrder) casting.machined();
        MachiningWorkOrder inspection = (MachiningWorkOrder) polishing.machined();
        WorkOrder produced = inspection.machined();

        assertThat(received.dueStage()).contains(Stage.PRICING);
        assertThat(priced.dueStage()).isEmpty();
        assertThat(slicing.dueStage()).contains(Stage.SLICING);
        assertThat(casting.dueStage()).contains(Stage.CASTING);
        assertThat(polishing.dueStage()).contains(Stage.POLISHING);
        assertThat(inspection.dueStage()).contains(Stage.INSPECTION);
        assertThat(produced).isEqualTo(new ProducedWorkOrder(commission, QUOTE, TOOLPATH, 0));
        assertThat(produced.dueStage()).isEmpty();
    }

    @Test
    void keepsWhatWasFoundOutWhenCancelled() {
        MachiningWorkOrder casting = received.price(QUOTE).startProduction().sliced(TOOLPATH);

        assertThat(received.cancel().knownQuote()).isEmpty();
        assertThat(received.price(QUOTE).cancel().knownQuote()).contains(QUOTE);
        assertThat(casting.cancel().knownToolpath()).contains(TOOLPATH);
        assertThat(casting.cancel().dueStage()).isEmpty();
    }

    @Test
    void everyStateHasItsStatus() {
        SlicingWorkOrder slicing = received.price(QUOTE).startProduction();

        assertThat(received.status()).isEqualTo(WorkOrderStatus.RECEIVED);
        assertThat(received.price(QUOTE).status()).isEqualTo(WorkOrderStatus.PRICED);
        assertThat(received.reject(REJECTION).status()).isEqualTo(WorkOrderStatus.REJECTED);
        assertThat(slicing.status()).isEqualTo(WorkOrderStatus.IN_PRODUCTION);
        assertThat(slicing.sliced(TOOLPATH).status()).isEqualTo(WorkOrderStatus.IN_PRODUCTION);
        assertThat(slicing.cancel().status()).isEqualTo(WorkOrderStatus.CANCELLED);
    }

    @Test
    void isNeverOnAMachineForPricingOrSlicing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MachiningWorkOrder(commission, QUOTE, TOOLPATH, Stage.SLICING, 0));
    }

    @ParameterizedTest
    @EnumSource
    void everyDefectOfAModelIsAReasonToReject(MeshDefect defect) {
        assertThat(RejectionCode.of(defect)).hasToString(defect.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0f", "0F0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", "../../../../../../../../../../../../../../../../../../etc/passwd12"})
    void refusesAModelNameThatIsNoSha256(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ModelId(name));
    }
}
