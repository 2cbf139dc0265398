package dev.touchstone.local.command;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Where people read along. Lines stay; a passing line, such as what is waited for, is overwritten by the next one on a terminal,
 * and elsewhere shown every ten seconds only, so that a log stays readable.
 */
public final class Screen {

    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintWriter out;
    private final boolean terminal;
    private long passedAt = System.nanoTime();
    private int passingLength;

    Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public static Screen of(PrintWriter out) {
        return new Screen(out, System.console() != null && System.console().isTerminal());
    }

    public synchronized void line(String format, Object... arguments) {
        clear();
        out.println(arguments.length == 0 ? format : format.formatted(arguments));
        out.flush();
        passedAt = System.nanoTime();
    }

    public synchronized void passing(String format, Object... arguments) {
        String text = format.formatted(arguments);
        if (terminal) {
            clear();
            out.print(text);
            passingLength = text.length();
        } else if (System.nanoTime() - passedAt > QUIET_NANOS) {
            out.println(text);
            passedAt = System.nanoTime();
        }
        out.flush();
    }

    private void clear() {
        if (passingLength > 0) {
            out.print("\r" + " ".repeat(passingLength) + "\r");
            passingLength = 0;
        }
    }
}
