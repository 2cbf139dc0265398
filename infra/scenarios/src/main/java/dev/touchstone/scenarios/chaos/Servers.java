package dev.touchstone.scenarios.chaos;

import dev.touchstone.local.stack.Addresses;
import java.time.Duration;

/**
 * The servers of one suite, by the names of {@code ./touchstone status}: how experiments reach them and what they do to them. What is
 * so already, a server that is dead or paused or cut off, is left as it is.
 */
public interface Servers extends AutoCloseable {

    /** As they are now: what is started anew may listen elsewhere. */
    Addresses addresses();

    /** As a crash would, with all its processes; nothing starts it again but {@link #start}. */
    void kill(String server);

    /** Asks it to end, and kills it when it takes too long. */
    void stop(String server);

    /** Returns when it is healthy. */
    void start(String server);

    /** Its connections stay open, and nobody answers. */
    void pause(String server);

    void resume(String server);

    /**
     * From now on it runs for a share of the time only.
     *
     * @param share above 0 and below 1
     * @param slice after which it runs again
     */
    void throttle(String server, double share, Duration slice);

    void unthrottle(String server);

    /** Whether servers have networks of their own, from which one can be {@linkplain #disconnect disconnected}. */
    boolean networked();

    /** Nobody of the suite reaches it any more, nor it them; what it says and what it is told is lost without a word. */
    void disconnect(String server);

    void connect(String server);

    /** Has the broker's own tool do something, such as {@code set_disk_free_limit 256MB}. */
    void controlBroker(String... arguments);

    /** Leaves the servers as they are. */
    @Override
    void close();
}
