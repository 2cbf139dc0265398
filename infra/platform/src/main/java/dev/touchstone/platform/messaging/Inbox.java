package dev.touchstone.platform.messaging;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Remembers which messages have had their effect, so that a second delivery has none. */
public final class Inbox {
    private final Jdbi jdbi;

    public Inbox(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** To spare work whose effect would be discarded; only {@link #once} decides. */
    public boolean seen(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT EXISTS (SELECT FROM inbox WHERE id = :id)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Runs {@code effect} and notes the message in one transaction: both happen or neither. A second delivery that comes at the same
     * time waits for the first.
     *
     * @return false when the message has had its effect before; {@code effect} is not run then
     */
    public boolean once(UUID id, Runnable effect) {
        return jdbi.inTransaction(handle -> {
            boolean isNew = handle.createUpdate("INSERT INTO inbox (id) VALUES (:id) ON CONFLICT DO NOTHING").bind("id", id).execute() == 1;
            if (isNew) {
                effect.run();
            }
            return isNew;
        });
    }
}
