package dev.touchstone.crm.application.port.out;

import java.util.function.Supplier;

/** All of the work's changes are stored, or, when it throws, none. */
public interface UnitOfWork {
    <T> T execute(Supplier<T> work);
}
