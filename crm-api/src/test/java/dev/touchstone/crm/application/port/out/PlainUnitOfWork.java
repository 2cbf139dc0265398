package dev.touchstone.crm.application.port.out;

import java.util.function.Supplier;

/** Runs the work as it is: nothing in memory can be rolled back. */
public final class PlainUnitOfWork implements UnitOfWork {
    @Override
    public <T> T execute(Supplier<T> work) {
        return work.get();
    }
}
