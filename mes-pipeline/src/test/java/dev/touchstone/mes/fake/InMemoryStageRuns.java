package dev.touchstone.mes.fake;

import dev.touchstone.mes.application.port.out.StageRuns;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.conveyor.StageRun;
import dev.touchstone.mes.domain.workorder.OrderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public final class InMemoryStageRuns implements StageRuns {

    private final Map<OrderId, Map<Stage, StageRun>> byOrder = new HashMap<>();

    @Override
    public synchronized void add(OrderId order, StageRun run) {
        if (byOrder.computeIfAbsent(order, _ -> new TreeMap<>()).putIfAbsent(run.stage(), run) != null) {
            throw new IllegalStateException(run.stage() + " ran twice on " + order);
        }
    }

    @Override
    public synchronized List<StageRun> of(OrderId order) {
        return List.copyOf(byOrder.getOrDefault(order, Map.of()).values());
    }
}
