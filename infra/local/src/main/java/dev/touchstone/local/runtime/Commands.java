package dev.touchstone.local.runtime;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the machine: finding them, and running those that end by themselves. */
public final class Commands {

    private Commands() {
    }

    /** The program's file in the first folder of PATH that has it. */
    public static Optional<Path> find(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The {@code java} that runs this very code, hence of the right version. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Whether the current user is root, for whom PostgreSQL refuses to run. */
    static boolean asRoot() {
        return new UnixSystem().getUid() == 0;
    }

    public static String run(Path folder, List<String> command) {
        return run(folder, Map.of(), command);
    }

    /**
     * Runs the command to its end and returns what it printed, both streams together.
     *
     * @throws CommandFailed when it cannot be started or its exit code is not 0; the message ends with what it printed
     */
    public static String run(Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new CommandFailed(command, "exit code " + exit, output);
            }
            return output;
        } catch (IOException e) {
            throw new CommandFailed(command, e.getMessage(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(command, "interrupted", "");
        }
    }

    /** A program that was to do something for us did not. */
    public static final class CommandFailed extends RuntimeException {

        private static final int SHOWN = 2_000;

        CommandFailed(List<String> command, String reason, String output) {
            super(String.join(" ", command) + ": " + reason + (output.isBlank() ? "" : "\n" + tail(output)));
        }

        private static String tail(String output) {
            String text = output.strip();
            return text.length() <= SHOWN ? text : "... " + text.substring(text.length() - SHOWN);
        }
    }
}
