package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.out.UnitOfWork;
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
        return observer.call(ShopCall.UNIT_OF_WORK, () -> unitOfWork.execute(work));
    }
}
