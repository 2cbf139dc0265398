package dev.touchstone.mes.application.service;

import dev.touchstone.mes.application.port.in.PerformStage;
import dev.touchstone.mes.application.port.out.Machines;
import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.domain.conveyor.MachinePark;
import dev.touchstone.mes.domain.workorder.MachiningWorkOrder;
import dev.touchstone.mes.domain.workorder.StageResult.Machined;

/** Casting, polishing and inspection: the piece lies on a machine for as long as its size asks for. */
public final class RunMachineService implements PerformStage {

    private final WorkOrders workOrders;
    private final Machines machines;
    private final MachinePark park;

    public RunMachineService(WorkOrders workOrders, Machines machines, MachinePark park) {
        this.workOrders = workOrders;
        this.machines = machines;
        this.park = park;
    }

    @Override
    public Outcome perform(Command command) {
        return switch (ExpectedWorkOrder.find(workOrders, command.order())) {
            case MachiningWorkOrder machining when machining.stage() == command.stage() -> {
                machines.run(command.stage(), park.runTime(command.stage(), machining.quote().part()));
                yield new Performed(new Machined(command.stage()));
            }
            default -> new NotDue();
        };
    }
}
