package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.out.UnitOfWork;
import dev.touchstone.observability.port.PortObserver;
import java.util.function.Supplier;

public final class ObservedUnitOfWork implements UnitOfWork {
    private final UnitOfWork unitOfWork;
    private final PortObserver observer;

    public ObservedUnitOfWork(UnitOfWork unitOfWork, PortObserver observer) {
        this.unitOfWork = unitOfWork;
        this.observer = observer;
    }

    @Override
    public <T> T execute(Supplier<T> work) {
        return observer.call(CrmCall.UNIT_OF_WORK_EXECUTE, () -> unitOfWork.execute(work));
    }
}
