package dev.touchstone.local.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Why the stack did not start; each message tells the person at the shell what happened and what to do. */
public abstract sealed class StackFailure extends RuntimeException {

    private StackFailure(String message, Throwable cause) {
        super(message, cause);
    }

    private static String name(Optional<ProcessHandle> owner) {
        return owner.map(process -> "process " + process.pid()).orElse("a process that has not said its number yet");
    }

    /** A stack runs in this folder already. */
    public static final class AlreadyRunning extends StackFailure {

        AlreadyRunning(Path folder, Optional<ProcessHandle> owner) {
            super("a stack already runs in " + folder + " (" + name(owner) + "): end it with `touchstone down`, or start this one elsewhere"
                    + " with --dir and --port-offset", null);
        }
    }

    /** The folder's path has a blank: RabbitMQ then can't tell how much room its disk has, and Prometheus can't read it. */
    public static final class BlankInPath extends StackFailure {

        BlankInPath(Path folder) {
            super("the path of " + folder + " has a blank, which RabbitMQ does not bear: name another folder with --dir", null);
        }
    }

    /** Somebody else listens on ports that the stack was to use; they were left alone. */
    public static final class PortsTaken extends StackFailure {

        PortsTaken(List<String> ports) {
            super("taken by another program: " + String.join(", ", ports) + ". End that program, or move the stack with --port-offset 100", null);
        }
    }

    /** The services have not been built. */
    public static final class NotBuilt extends StackFailure {

        NotBuilt(List<Path> missing) {
            super("not built: " + missing + ". Build with `mvn -DskipTests package`", null);
        }
    }

    /** A server ended or did not become healthy. */
    public static final class ServerFailed extends StackFailure {

        ServerFailed(String server, String reason, Path log, Throwable cause) {
            super(server + ": " + reason + ". See " + log, cause);
        }
    }

    /** The owner of a stack was asked to end it and has not done so yet. */
    public static final class StillRunning extends StackFailure {

        StillRunning(Path folder, Optional<ProcessHandle> owner) {
            super(name(owner) + " was asked to end the stack in " + folder + " and is still at it: look again with `touchstone status`", null);
        }
    }

    /** The waiting was broken off. */
    public static final class Interrupted extends StackFailure {

        Interrupted() {
            super("interrupted", null);
        }
    }
}
