package dev.touchstone.mes.fake;

import dev.touchstone.mes.application.port.out.Conveyor;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.workorder.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

public final class RecordedConveyor implements Conveyor {

    public record Dispatch(OrderId order, Stage stage, Instant at) {}

    public final List<Dispatch> dispatches = new ArrayList<>();

    @Override
    public void dispatch(OrderId order, Stage stage, Instant at) {
        dispatches.add(new Dispatch(order, stage, at));
    }
}
