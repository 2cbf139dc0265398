package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.out.Machines;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.observability.port.PortObserver;
import java.time.Duration;

public final class ObservedMachines implements Machines {

    private final Machines machines;
    private final PortObserver observer;

    public ObservedMachines(Machines machines, PortObserver observer) {
        this.machines = machines;
        this.observer = observer;
    }

    @Override
    public void run(Stage stage, Duration duration) {
        observer.run(MesCall.RUN_MACHINE, () -> machines.run(stage, duration));
    }
}
