package dev.touchstone.mes.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.in.PerformStage.Command;
import dev.touchstone.mes.application.port.in.PerformStage.NotDue;
import dev.touchstone.mes.application.port.in.PerformStage.Outcome;
import dev.touchstone.mes.application.port.in.PerformStage.Performed;
import dev.touchstone.mes.application.port.in.PerformStage.Rejected;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.mesh.MeshInspector;
import dev.touchstone.mes.domain.mesh.MeshLimits;
import dev.touchstone.mes.domain.pricing.MetalCode;
import dev.touchstone.mes.domain.pricing.Quote;
import dev.touchstone.mes.domain.toolpath.Slicer;
import dev.touchstone.mes.domain.workorder.Commission;
import dev.touchstone.mes.domain.workorder.ModelId;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.Rejection;
import dev.touchstone.mes.domain.workorder.RejectionCode;
import dev.touchstone.mes.domain.workorder.StageResult;
import dev.touchstone.mes.domain.workorder.StageResult.Quoted;
import dev.touchstone.mes.domain.workorder.StageResult.Unfit;
import dev.touchstone.mes.fake.Models;
import dev.touchstone.mes.fake.Workshop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceModelServiceTest {

    private final Workshop workshop = new Workshop();

    @Test
    void measuresAndPricesASoundModel() {
        Outcome outcome = priceModel(1_000_000, workshop.received(Workshop.commission(workshop.models.put(Models.ring()))));

        Quote quote = quoted(outcome);
        assertThat(quote.part().volumeCubicMillimetres()).isCloseTo(Models.RING.volumeCubicMillimetres(), within(0.01));
        assertThat(quote.part().facets()).isEqualTo(Models.RING.facetCount());
        assertThat(quote).isEqualTo(workshop.pricing.quote(quote.part(), Workshop.SILVER));
    }

    @Test
    void leavesTheWorkOrderAsItIs() {
        OrderId order = workshop.received(Workshop.commission(workshop.models.put(Models.ring())));

        priceModel(1_000_000, order);

        assertThat(workshop.find(order).version()).isZero();
        assertThat(workshop.told).isEmpty();
    }

    @Test
    void rejectsAModelThatIsNotWatertightWithTheNumberOfOpenEdges() {
        Rejection rejection = rejected(price(Models.openRing()));

        assertThat(rejection.code()).isEqualTo(RejectionCode.NOT_WATERTIGHT);
        assertThat(rejection.reason()).contains("3 open edges");
    }

    @Test
    void rejectsAFileThatIsNotStl() {
        assertThat(rejected(price("a photograph of a ring, 84 bytes of it or a little more so that it could be a binary head".getBytes(StandardCharsets.UTF_8))).code())
                .isEqualTo(RejectionCode.MALFORMED);
    }

    @Test
    void rejectsAnEmptyFile() {
        assertThat(rejected(price(new byte[0])).code()).isEqualTo(RejectionCode.EMPTY);
    }

    @Test
    void rejectsAMetalThatTheWorkshopDoesNotCastWithoutReadingTheModel() {
        Commission tin = new Commission(Workshop.newOrder(), new ModelId("00".repeat(32)), new MetalCode("tin"), Workshop.NOW);

        assertThat(rejected(priceModel(1_000_000, workshop.received(tin)))).isEqualTo(new Rejection(RejectionCode.UNKNOWN_METAL, "The workshop does not cast tin."));
    }

    @Test
    void rejectsAModelWhoseToolpathWouldBeTooLong() {
        Outcome outcome = priceModel(1_000, workshop.received(Workshop.commission(workshop.models.put(Models.ring()))));

        assertThat(rejected(outcome).code()).isEqualTo(RejectionCode.TOO_LARGE);
        assertThat(rejected(outcome).reason()).contains("at most 1000");
    }

    @Test
    void doesNothingForWorkOrdersThatDoNotWaitForAPrice() {
        for (OrderId order : List.of(workshop.priced(), workshop.rejected(), workshop.cancel(workshop.received()), workshop.produced())) {
            assertThat(priceModel(1_000_000, order)).isEqualTo(new NotDue());
        }
    }

    @Test
    void failsTechnicallyWhenTheModelIsMissing() {
        OrderId order = workshop.received();

        assertThatExceptionOfType(TechnicalFailure.class).isThrownBy(() -> priceModel(1_000_000, order))
                .extracting(TechnicalFailure::code).isEqualTo(TechnicalFailure.Code.MODEL_MISSING);
    }

    @Test
    void failsTechnicallyWhenTheWorkOrderIsMissing() {
        OrderId order = Workshop.newOrder();

        assertThatExceptionOfType(TechnicalFailure.class).isThrownBy(() -> priceModel(1_000_000, order))
                .extracting(TechnicalFailure::code).isEqualTo(TechnicalFailure.Code.WORK_ORDER_MISSING);
    }

    private Outcome price(byte[] model) {
        return priceModel(1_000_000, workshop.received(Workshop.commission(workshop.models.put(model))));
    }

    private Outcome priceModel(long mostSegments, OrderId order) {
        return new PriceModelService(workshop.workOrders, workshop.models, new MeshMemory(8), new MeshInspector(MeshLimits.STANDARD),
                new Slicer(0.1), mostSegments, workshop.pricing)
                .perform(new Command(order, Stage.PRICING, Workshop.NOW));
    }

    private static Quote quoted(Outcome outcome) {
        return assertThat(outcome).asInstanceOf(type(Performed.class)).extracting(Performed::result)
                .asInstanceOf(type(Quoted.class)).actual().quote();
    }

    private static Rejection rejected(Outcome outcome) {
        StageResult result = assertThat(outcome).asInstanceOf(type(Rejected.class)).actual().result();
        return assertThat(result).asInstanceOf(type(Unfit.class)).actual().rejection();
    }
}
