package dev.touchstone.local.testing;

import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.stack.ContainerBackends;
import dev.touchstone.local.stack.ProcessBackends;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** Containers or processes. */
final class BackendsChoice {

    private static final Logger LOG = LoggerFactory.getLogger(BackendsChoice.class);

    private BackendsChoice() {
    }

    static Backends open() {
        String wanted = System.getProperty("touchstone.backends", System.getenv().getOrDefault("TOUCHSTONE_BACKENDS", "any"));
        return switch (wanted) {
            case "processes" -> ProcessBackends.open();
            case "containers" -> ContainerBackends.open();
            case "any" -> traceOfAnEngine() && imagesAreToBeHad() ? containersOrElseProcesses() : ProcessBackends.open();
            default -> throw new IllegalArgumentException("backends are processes or containers, not " + wanted);
        };
    }

    private static Backends containersOrElseProcesses() {
        try {
            return DockerClientFactory.instance().isDockerAvailable() ? ContainerBackends.open() : ProcessBackends.open();
        } catch (RuntimeException e) {
            LOG.warn("A Docker engine answers but cannot run the containers, so the tests run against processes: {}", e.toString());
            return ProcessBackends.open();
        }
    }

    /** Testcontainers is asked only when there is a trace of an engine: without one, it logs a page of reasons. */
    private static boolean traceOfAnEngine() {
        return System.getenv("DOCKER_HOST") != null
                || Stream.of("/var/run/docker.sock", System.getProperty("user.home") + "/.docker/run/docker.sock",
                                Objects.toString(System.getenv("XDG_RUNTIME_DIR"), "") + "/docker.sock")
                        .anyMatch(socket -> Files.exists(Path.of(socket)));
    }

    /**
     * An engine may answer and reach no registry. Testcontainers would find that out too, but only after minutes. Without the
     * command line of Docker it has to.
     */
    private static boolean imagesAreToBeHad() {
        String image = ContainerBackends.POSTGRES.asCanonicalNameString();
        return Commands.find("docker").isEmpty() || succeeds("docker", "image", "inspect", image) || succeeds("docker", "pull", "--quiet", image);
    }

    private static boolean succeeds(String... command) {
        try {
            Commands.run(Path.of("."), List.of(command));
            return true;
        } catch (Commands.CommandFailed e) {
            LOG.info("{}", e.getMessage());
            return false;
        }
    }
}
