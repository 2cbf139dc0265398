package dev.touchstone.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells a process from another one that was given the same number later: what has this number but another start is not
 * ours, and is never touched.
 *
 * @param pid   its number
 * @param start when it started; on Linux the kernel's own clock ticks together with the name of the machine's boot, which
 *              stay the same when the wall clock is set
 */
record ProcessIdentity(long pid, String start) {

    /** Empty when the process has ended. */
    static Optional<ProcessIdentity> of(ProcessHandle process) {
        return start(process).map(start -> new ProcessIdentity(process.pid(), start));
    }

    /** The process, while it runs. A dead one that nobody has waited for counts as ended. */
    Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid).filter(process -> start(process).filter(start::equals).isPresent());
    }

    private static Optional<String> start(ProcessHandle process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "stat");
        if (!Files.isReadable(Path.of("/proc/self/stat"))) {
            return process.isAlive() ? process.info().startInstant().map(Object::toString) : Optional.empty();
        }
        try {
            // proc(5): the second field is the name in parentheses, which may hold anything; state is 3, starttime 22.
            String text = Files.readString(status);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            boolean ended = fields[0].equals("Z") || fields[0].equals("X");
            return ended ? Optional.empty() : Optional.of(Boot.ID + "/" + fields[22 - 3]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static final class Boot {

        static final String ID = read();

        private static String read() {
            try {
                return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            } catch (IOException e) {
                return "";
            }
        }
    }
}
