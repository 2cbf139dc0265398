package dev.touchstone.shop.application.port.out;

import java.util.function.Supplier;

/** Makes what the out-ports write within it happen altogether or not at all; an exception undoes it. */
public interface UnitOfWork {
    <T> T execute(Supplier<T> work);
}
