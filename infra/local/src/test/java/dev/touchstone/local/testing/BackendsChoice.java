package dev.touchstone.local.testing;

import dev.touchstone.local.stack.ContainerBackends;
import dev.touchstone.local.stack.ProcessBackends;
import java.nio.file.Files;
import java.nio.file.Path;
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
            case "any" -> engineAnswers() ? containersOrElseProcesses() : ProcessBackends.open();
            default -> throw new IllegalArgumentException("backends are processes or containers, not " + wanted);
        };
    }

    /** An engine may answer and yet have no images, nor a way to get them. */
    private static Backends containersOrElseProcesses() {
        try {
            return ContainerBackends.open();
        } catch (RuntimeException e) {
            LOG.warn("A Docker engine answers but cannot run the containers, so the tests run against processes: {}", e.toString());
            return ProcessBackends.open();
        }
    }

    /** Testcontainers is asked only when there is a trace of an engine: without one, it logs a page of reasons. */
    private static boolean engineAnswers() {
        boolean trace = System.getenv("DOCKER_HOST") != null
                || Stream.of("/var/run/docker.sock", System.getProperty("user.home") + "/.docker/run/docker.sock",
                                Objects.toString(System.getenv("XDG_RUNTIME_DIR"), "") + "/docker.sock")
                        .anyMatch(socket -> Files.exists(Path.of(socket)));
        return trace && DockerClientFactory.instance().isDockerAvailable();
    }
}
