package dev.touchstone.local.testing;

import dev.touchstone.local.token.TokenIssuer;

/**
 * The real servers that tests run against: containers where a Docker engine answers, else processes of the local stack. Each is
 * started when first asked for and shared by all tests of the JVM; at the JVM's end they are stopped and their data is deleted.
 *
 * <p>{@code -Dtouchstone.backends=processes} or {@code =containers}, or the environment variable {@code TOUCHSTONE_BACKENDS},
 * leaves no choice.
 */
public interface Backends {

    static Backends shared() {
        return Shared.BACKENDS;
    }

    /** A fresh database with the roles {@code shop}, {@code crm} and {@code monitoring}. */
    PostgresBackend shopDatabase();

    /** A fresh database with the roles {@code mes} and {@code monitoring}. */
    PostgresBackend mesDatabase();

    /** A fresh virtual host. */
    BrokerBackend broker();

    StorageBackend storage();

    TokenIssuer tokens();

    /** Holder, so that merely naming the interface starts nothing. */
    final class Shared {

        private static final Backends BACKENDS = BackendsChoice.open();

        private Shared() {
        }
    }
}
