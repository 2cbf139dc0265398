package dev.touchstone.mes.application.port.out;

import java.util.function.Supplier;

public interface UnitOfWork {

    /** All of the body's changes or none. Joins the transaction that the calling thread is in already. */
    <T> T execute(Supplier<T> body);
}
