package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.out.UnitOfWork;
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
    public <T> T execute(Supplier<T> body) {
        return observer.call(MesCall.UNIT_OF_WORK, () -> unitOfWork.execute(body));
    }
}
