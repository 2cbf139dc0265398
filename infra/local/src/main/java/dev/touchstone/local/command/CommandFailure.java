package dev.touchstone.local.command;

/** A command did not do what it was asked for; the message says what went wrong and what to do about it. */
public final class CommandFailure extends RuntimeException {

    private final int exitCode;

    public CommandFailure(String message, Object... arguments) {
        this(ExitCode.FAILED, message, arguments);
    }

    public CommandFailure(int exitCode, String message, Object... arguments) {
        super(message.formatted(arguments));
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
