package dev.touchstone.scenarios.chaos;

import dev.touchstone.scenarios.ledger.Attempt;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Something that goes wrong with a suite from {@link #inject} until {@link #heal}. Both may be repeated: a second injection of an
 * active fault, and healing what is whole, have no effect. What is active is healed at the end of the virtual machine.
 */
public abstract sealed class Fault implements AutoCloseable permits ServerFault, DatabaseFault, BrokerFault, CustomerFault, PortFault {
    private static final Set<Fault> ACTIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ACTIVE.forEach(Fault::healAnyway), "heal-faults"));
    }

    private Suite suite;

    /** @throws RuntimeException when it can't be done; nothing of it is left then */
    public final synchronized void inject(Suite target) {
        if (suite != null) {
            return;
        }
        suite = target;
        ACTIVE.add(this);
        try {
            begin(target);
        } catch (RuntimeException e) {
            healAnyway();
            throw e;
        }
    }

    /** @throws RuntimeException when something stays broken; it may be tried again */
    public final synchronized void heal() {
        if (suite == null) {
            return;
        }
        end(suite);
        suite = null;
        ACTIVE.remove(this);
    }

    @Override
    public final void close() {
        heal();
    }

    private void healAnyway() {
        try {
            heal();
        } catch (RuntimeException e) {
            System.err.println("could not heal " + this + ": " + e.getMessage());
        }
    }

    /** Half-done work is undone by {@link #end}. */
    abstract void begin(Suite target);

    /** Also after a {@link #begin} that failed. */
    abstract void end(Suite target);

    /** Whether only servers with {@linkplain Servers#networked networks of their own} can suffer it. */
    boolean needsNetworks() {
        return false;
    }

    /** What the fault itself has ordered, for the ledger. */
    public Collection<Attempt> attempts() {
        return List.of();
    }

    /** In a few words, for people. */
    @Override
    public abstract String toString();
}
