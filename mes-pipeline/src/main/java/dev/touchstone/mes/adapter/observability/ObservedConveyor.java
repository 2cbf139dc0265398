package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.out.Conveyor;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.observability.port.PortObserver;
import java.time.Instant;

public final class ObservedConveyor implements Conveyor {

    private final Conveyor conveyor;
    private final PortObserver observer;

    public ObservedConveyor(Conveyor conveyor, PortObserver observer) {
        this.conveyor = conveyor;
        this.observer = observer;
    }

    @Override
    public void dispatch(OrderId order, Stage stage, Instant at) {
        observer.run(MesCall.DISPATCH, () -> conveyor.dispatch(order, stage, at));
    }
}
