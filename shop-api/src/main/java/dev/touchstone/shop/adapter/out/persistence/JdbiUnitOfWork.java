package dev.touchstone.shop.adapter.out.persistence;

import dev.touchstone.shop.application.port.out.UnitOfWork;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** One transaction; whatever uses the same {@link Jdbi} on the same thread meanwhile takes part in it. */
public final class JdbiUnitOfWork implements UnitOfWork {
    private final Jdbi jdbi;

    public JdbiUnitOfWork(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public <T> T execute(Supplier<T> work) {
        return Statements.run(() -> jdbi.inTransaction(_ -> work.get()));
    }
}
