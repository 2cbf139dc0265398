package dev.touchstone.shop.fakes;

import dev.touchstone.shop.application.port.out.UnitOfWork;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One unit at a time; after an exception every fake is put back to what it held before. */
public final class InMemoryUnitOfWork implements UnitOfWork {
    /** What a fake holds, and how to put it back. */
    interface Undoable {
        Runnable remember();
    }

    private final ReentrantLock turn = new ReentrantLock();
    private final List<Undoable> fakes;

    public InMemoryUnitOfWork(InMemoryOrders orders, InMemoryIdempotencyKeys keys, InMemoryUploadedModels models, RecordedOrderEvents events) {
        this.fakes = List.of(orders, keys, models, events);
    }

    @Override
    public <T> T execute(Supplier<T> work) {
        turn.lock();
        try {
            List<Runnable> undo = fakes.stream().map(Undoable::remember).toList();
            try {
                return work.get();
            } catch (RuntimeException | Error failure) {
                undo.forEach(Runnable::run);
                throw failure;
            }
        } finally {
            turn.unlock();
        }
    }
}
