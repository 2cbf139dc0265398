package dev.touchstone.local.testing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A virtual host of a test's own on a broker that all tests of this JVM share.
 *
 * @param management the broker's HTTP API, same user and password
 */
public record BrokerBackend(String host, int port, String virtualHost, String user, Path passwordFile, URI management, Outage outage) {

    /** How to take the broker away, and to bring it back with all that was durable. */
    public interface Outage {

        void stop();

        void start();
    }

    public String password() {
        return Texts.read(passwordFile);
    }

    /** Kills the broker at once, as a crash would; every virtual host is gone with it until {@link #startBroker()}. */
    public void stopBroker() {
        letQueuesBeRegistered();
        outage.stop();
    }

    /**
     * The broker writes its register of quorum queues to disk half a second after it has changed. A crash sooner after the
     * declaration of a queue loses the queue as such, which is not what tests of an outage are about.
     */
    private static void letQueuesBeRegistered() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the broker on the same port with the same data, and waits until it takes connections. */
    public void startBroker() {
        outage.start();
    }
}
