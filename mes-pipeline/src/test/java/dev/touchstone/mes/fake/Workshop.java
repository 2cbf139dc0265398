package dev.touchstone.mes.fake;

import dev.touchstone.mes.application.port.out.Machines;
import dev.touchstone.mes.application.port.out.OrderEvents;
import dev.touchstone.mes.application.port.out.UnitOfWork;
import dev.touchstone.mes.domain.conveyor.MachinePace;
import dev.touchstone.mes.domain.conveyor.MachinePark;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.mesh.BoundingBox;
import dev.touchstone.mes.domain.part.Part;
import dev.touchstone.mes.domain.pricing.Metal;
import dev.touchstone.mes.domain.pricing.MetalCode;
import dev.touchstone.mes.domain.pricing.Money;
import dev.touchstone.mes.domain.pricing.Pricing;
import dev.touchstone.mes.domain.pricing.Quote;
import dev.touchstone.mes.domain.workorder.CancellableWorkOrder;
import dev.touchstone.mes.domain.workorder.Commission;
import dev.touchstone.mes.domain.workorder.MachiningWorkOrder;
import dev.touchstone.mes.domain.workorder.ModelId;
import dev.touchstone.mes.domain.workorder.OrderEvent;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.PricedWorkOrder;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.domain.workorder.Rejection;
import dev.touchstone.mes.domain.workorder.RejectionCode;
import dev.touchstone.mes.domain.workorder.SlicingWorkOrder;
import dev.touchstone.mes.domain.workorder.ToolpathId;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** A workshop without walls: every out-port as a fake, and work orders in each state. */
public final class Workshop {

    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    public static final Currency EURO = Currency.getInstance("EUR");
    public static final Metal SILVER = new Metal(new MetalCode("silver-925"), new BigDecimal("10.40"), euro("1.20"));
    public static final Part CUBE = new Part(12, 1_000, 600, new BoundingBox(0, 0, 0, 10, 10, 10));
    public static final Quote QUOTE = new Quote(CUBE, new BigDecimal("10.400"), euro("62.48"));
    public static final ToolpathId TOOLPATH = new ToolpathId("ab".repeat(32));
    public static final Rejection REJECTION = new Rejection(RejectionCode.NOT_WATERTIGHT, "12 edges are open.");

    /** 60 s, 60 s and 30 s for the cube: casting by volume, polishing by surface, inspection as it is. */
    public static final Map<Stage, MachinePace> PACES = Map.of(
            Stage.CASTING, new MachinePace(Duration.ofSeconds(40), Duration.ofSeconds(20), Duration.ZERO),
            Stage.POLISHING, new MachinePace(Duration.ofSeconds(0), Duration.ZERO, Duration.ofSeconds(10)),
            Stage.INSPECTION, new MachinePace(Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO));

    public final InMemoryWorkOrders workOrders = new InMemoryWorkOrders();
    public final InMemoryStageRuns runs = new InMemoryStageRuns();
    public final InMemoryModelStore models = new InMemoryModelStore();
    public final InMemoryProductStore products = new InMemoryProductStore();
    public final RecordedConveyor conveyor = new RecordedConveyor();
    public final List<OrderEvent> told = new ArrayList<>();
    public final OrderEvents events = told::add;
    public final Map<Stage, Duration> ran = new EnumMap<>(Stage.class);
    public final Machines machines = ran::put;
    public final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    public final MachinePark park = new MachinePark(PACES, 60, Duration.ofMinutes(20));
    public final Pricing pricing = new Pricing(List.of(SILVER), park, euro("60"), euro("10"));
    public final UnitOfWork unitOfWork = new UnitOfWork() {
        @Override
        public <T> T execute(Supplier<T> body) {
            return body.get();
        }
    };

    public static Money euro(String amount) {
        return new Money(new BigDecimal(amount), EURO);
    }

    public static OrderId newOrder() {
        return new OrderId(UUID.randomUUID());
    }

    public static Commission commission(ModelId model) {
        return new Commission(newOrder(), model, SILVER.code(), NOW);
    }

    public static Commission commission() {
        return commission(new ModelId("0f".repeat(32)));
    }

    public OrderId received() {
        return received(commission());
    }

    public OrderId received(Commission commission) {
        ReceivedWorkOrder workOrder = ReceivedWorkOrder.of(commission);
        workOrders.add(workOrder);
        return workOrder.id();
    }

    public OrderId priced() {
        return advance(received(), ReceivedWorkOrder.class, workOrder -> workOrder.price(QUOTE));
    }

    public OrderId rejected() {
        return advance(received(), ReceivedWorkOrder.class, workOrder -> workOrder.reject(REJECTION));
    }

    public OrderId slicing() {
        return advance(priced(), PricedWorkOrder.class, PricedWorkOrder::startProduction);
    }

    public OrderId machining(Stage stage) {
        OrderId order = advance(slicing(), SlicingWorkOrder.class, workOrder -> workOrder.sliced(TOOLPATH));
        while (workOrders.find(order).orElseThrow().dueStage().orElseThrow() != stage) {
            advance(order, MachiningWorkOrder.class, MachiningWorkOrder::machined);
        }
        return order;
    }

    public OrderId produced() {
        return advance(machining(Stage.INSPECTION), MachiningWorkOrder.class, MachiningWorkOrder::machined);
    }

    public OrderId cancel(OrderId order) {
        return advance(order, CancellableWorkOrder.class, CancellableWorkOrder::cancel);
    }

    public WorkOrder find(OrderId order) {
        return workOrders.find(order).orElseThrow();
    }

    private <W extends WorkOrder> OrderId advance(OrderId order, Class<W> state, Function<W, WorkOrder> step) {
        workOrders.save(step.apply(state.cast(find(order))));
        return order;
    }
}
