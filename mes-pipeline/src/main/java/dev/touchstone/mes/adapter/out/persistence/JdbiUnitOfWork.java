package dev.touchstone.mes.adapter.out.persistence;

import dev.touchstone.mes.application.port.out.UnitOfWork;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** A database transaction. JDBI keeps its handle with the thread, so that repositories, outbox and inbox take part without being handed it. */
public final class JdbiUnitOfWork implements UnitOfWork {

    private final Jdbi jdbi;

    public JdbiUnitOfWork(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public <T> T execute(Supplier<T> body) {
        return jdbi.inTransaction(_ -> body.get());
    }
}
