package dev.touchstone.mes.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.domain.mesh.BoundingBox;
import dev.touchstone.mes.domain.part.Part;
import dev.touchstone.mes.domain.pricing.MetalCode;
import dev.touchstone.mes.domain.pricing.Quote;
import dev.touchstone.mes.domain.workorder.CancellableWorkOrder;
import dev.touchstone.mes.domain.workorder.Commission;
import dev.touchstone.mes.domain.workorder.MachiningWorkOrder;
import dev.touchstone.mes.domain.workorder.ModelId;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.PricedWorkOrder;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.domain.workorder.SlicingWorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrderStatus;
import dev.touchstone.mes.fake.Workshop;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any store of work orders keeps. */
public abstract class WorkOrdersContract {

    private static final Quote QUOTE = new Quote(
            new Part(1_234, 0.1 + 0.2, 1e-7, new BoundingBox(-1.5, -2.25, 0, 1.5, 2.25, 1e-3)), new BigDecimal("3.107"), Workshop.euro("1234567.80"));

    /** An empty one, or one that holds other tests' work orders only. */
    protected abstract WorkOrders workOrders();

    @Test
    void findsWhatWasAdded() {
        ReceivedWorkOrder workOrder = ReceivedWorkOrder.of(commission());

        assertThat(workOrders().add(workOrder)).isTrue();
        assertThat(workOrders().find(workOrder.id())).contains(workOrder);
        assertThat(workOrders().find(Workshop.newOrder())).isEmpty();
    }

    @Test
    void addsAnOrderOnceOnly() {
        ReceivedWorkOrder workOrder = ReceivedWorkOrder.of(commission());
        workOrders().add(workOrder);
        workOrders().save(workOrder.price(QUOTE));
        ReceivedWorkOrder again = ReceivedWorkOrder.of(new Commission(workOrder.id(), workOrder.commission().model(), new MetalCode("tin"), Instant.EPOCH));

        assertThat(workOrders().add(again)).isFalse();
        assertThat(find(workOrder.id())).isEqualTo(new PricedWorkOrder(workOrder.commission(), QUOTE, 1));
    }

    @Test
    void keepsEveryStateAsItIs() {
        Commission commission = commission();
        workOrders().add(ReceivedWorkOrder.of(commission));

        workOrders().save(((ReceivedWorkOrder) find(commission.order())).price(QUOTE));
        assertThat(find(commission.order())).isEqualTo(new PricedWorkOrder(commission, QUOTE, 1));

        workOrders().save(((PricedWorkOrder) find(commission.order())).startProduction());
        assertThat(find(commission.order())).isEqualTo(new SlicingWorkOrder(commission, QUOTE, 2));

        WorkOrder casting = ((SlicingWorkOrder) find(commission.order())).sliced(Workshop.TOOLPATH);
        workOrders().save(casting);
        for (int version = 3; version < 6; version++) {
            MachiningWorkOrder machining = (MachiningWorkOrder) find(commission.order());
            assertThat(machining.version()).isEqualTo(version);
            workOrders().save(machining.machined());
        }
        assertThat(find(commission.order())).hasToString("ProducedWorkOrder[commission=" + commission + ", quote=" + QUOTE
                + ", toolpath=" + Workshop.TOOLPATH + ", version=6]");
    }

    @Test
    void keepsRejectedAndCancelledWorkOrders() {
        ReceivedWorkOrder rejected = ReceivedWorkOrder.of(commission());
        ReceivedWorkOrder cancelledAtOnce = ReceivedWorkOrder.of(commission());
        workOrders().add(rejected);
        workOrders().add(cancelledAtOnce);

        workOrders().save(rejected.reject(Workshop.REJECTION));
        workOrders().save(cancelledAtOnce.cancel());
        OrderId cancelledLate = casting();
        workOrders().save(((CancellableWorkOrder) find(cancelledLate)).cancel());

        assertThat(find(rejected.id())).hasToString("RejectedWorkOrder[commission=" + rejected.commission() + ", rejection=" + Workshop.REJECTION + ", version=1]");
        assertThat(find(cancelledAtOnce.id()).knownQuote()).isEmpty();
        assertThat(find(cancelledLate).status()).isEqualTo(WorkOrderStatus.CANCELLED);
        assertThat(find(cancelledLate).knownQuote()).contains(QUOTE);
        assertThat(find(cancelledLate).knownToolpath()).contains(Workshop.TOOLPATH);
    }

    @Test
    void refusesAStepThatWasDecidedOnAnOldVersion() {
        ReceivedWorkOrder workOrder = ReceivedWorkOrder.of(commission());
        workOrders().add(workOrder);
        workOrders().save(workOrder.cancel());

        assertThatExceptionOfType(TechnicalFailure.class).isThrownBy(() -> workOrders().save(workOrder.price(QUOTE)))
                .extracting(TechnicalFailure::code).isEqualTo(TechnicalFailure.Code.WORK_ORDER_CHANGED);
        assertThat(find(workOrder.id()).status()).isEqualTo(WorkOrderStatus.CANCELLED);
    }

    @Test
    void listsNewestFirstByStatusPageByPage() {
        // Ids of the far future come before those of all other tests; the last one would come first if bytes were signed.
        List<OrderId> ids = List.of(order("7f000000-0000-7000-8000-000000000001"), order("7f000000-0000-7000-8000-000000000002"), order("ff000000-0000-7000-8000-000000000003"));
        ids.forEach(id -> workOrders().add(ReceivedWorkOrder.of(new Commission(id, new ModelId("0f".repeat(32)), new MetalCode("silver-925"), Workshop.NOW))));
        workOrders().save(((ReceivedWorkOrder) find(ids.get(1))).price(QUOTE));
        Optional<OrderId> none = Optional.empty();

        assertThat(workOrders().list(Optional.empty(), none, 1)).extracting(WorkOrder::id).containsExactly(ids.get(2));
        assertThat(workOrders().list(Optional.empty(), Optional.of(ids.get(2)), 2)).extracting(WorkOrder::id).containsExactly(ids.get(1), ids.get(0));
        assertThat(workOrders().list(Optional.of(WorkOrderStatus.RECEIVED), Optional.of(ids.get(2)), 1)).extracting(WorkOrder::id).containsExactly(ids.get(0));
        assertThat(workOrders().list(Optional.of(WorkOrderStatus.PRICED), none, 1)).extracting(WorkOrder::id).containsExactly(ids.get(1));
    }

    private OrderId casting() {
        Commission commission = commission();
        workOrders().add(ReceivedWorkOrder.of(commission));
        workOrders().save(((ReceivedWorkOrder) find(commission.order())).price(QUOTE));
        workOrders().save(((PricedWorkOrder) find(commission.order())).startProduction());
        workOrders().save(((SlicingWorkOrder) find(commission.order())).sliced(Workshop.TOOLPATH));
        return commission.order();
    }

    /** With an id before those that {@link #listsNewestFirstByStatusPageByPage()} looks at. */
    private static Commission commission() {
        UUID random = UUID.randomUUID();
        OrderId order = new OrderId(new UUID(random.getMostSignificantBits() & 0x00ff_ffff_ffff_ffffL, random.getLeastSignificantBits()));
        return new Commission(order, new ModelId("0f".repeat(32)), new MetalCode("silver-925"), Instant.parse("2026-11-22T10:00:00.123456Z"));
    }

    private WorkOrder find(OrderId order) {
        return workOrders().find(order).orElseThrow();
    }

    private static OrderId order(String id) {
        return new OrderId(UUID.fromString(id));
    }
}
