package dev.touchstone.platform.http;

import dev.touchstone.platform.config.InvalidConfiguration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Starts a service as a process of its own. */
public final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private Launcher() {
    }

    /**
     * Starts {@code service} and closes it when the process is told to end (SIGTERM, Ctrl-C). A failed start ends the process
     * with exit code 1: threads that were started before the failure would keep it alive, doing nothing.
     *
     * @param service opens everything and returns what closes it again
     */
    public static void launch(String name, Callable<? extends AutoCloseable> service) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        try {
            AutoCloseable running = service.call();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(name, running), "shutdown"));
            LOG.info("{} is ready", name);
        } catch (InvalidConfiguration e) {
            LOG.error("{} can't start. {}", name, e.getMessage());
            System.exit(1);
        } catch (Throwable e) {
            LOG.error("{} can't start", name, e);
            System.exit(1);
        }
    }

    private static void stop(String name, AutoCloseable running) {
        LOG.info("{} stops", name);
        try {
            running.close();
        } catch (Exception e) {
            LOG.error("{} did not stop cleanly", name, e);
        }
    }
}
