package dev.touchstone.scenarios.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A container engine, by its command line. */
@FunctionalInterface
public interface Engine {

    /**
     * @param arguments such as {@code pause} and a container
     * @return what was printed
     * @throws Failure when it can't be asked or does not do it; the message tells what it said
     */
    String run(List<String> arguments);

    default String run(String... arguments) {
        return run(List.of(arguments));
    }

    /** {@code docker} of the PATH, with the context or the DOCKER_HOST that it would take at the shell. */
    static Engine docker() {
        return Engine::docker;
    }

    private static String docker(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        String line = String.join(" ", command);
        try {
            Process process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            // To stop a container takes as long as the container is given for it; an engine that hangs must not hold an experiment for ever.
            process.onExit().orTimeout(2, TimeUnit.MINUTES).exceptionally(_ -> process.destroyForcibly());
            CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            String output = text(process.getInputStream());
            int exit = process.waitFor();
            if (exit != 0) {
                throw new Failure("%s: exit code %d: %s".formatted(line, exit, (output + errors.join()).strip()));
            }
            return output;
        } catch (IOException e) {
            throw new Failure(line + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(line + ": interrupted");
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The engine did not do what it was asked for. */
    final class Failure extends RuntimeException {
        Failure(String message) {
            super(message);
        }
    }
}
