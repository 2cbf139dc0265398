package dev.touchstone.local.command;

/** What scripts can tell from how a command ends; 0 is success and 2 a wrong command line. */
public final class ExitCode {

    public static final int FAILED = 1;
    /** The conveyor can not make the model. */
    public static final int REJECTED = 3;
    /** The command needs a running suite. */
    public static final int NOT_RUNNING = 4;

    private ExitCode() {
    }
}
