package dev.touchstone.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/** Held by who runs the stack of a folder; the system frees it when that process ends in whatever way. */
final class StackLock implements AutoCloseable {

    /** By this process: closing any second channel on a file would free the lock that the first one holds. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private StackLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Empty when somebody, this process included, holds it. */
    static Optional<StackLock> take(Path folder) {
        synchronized (HELD) {
            try {
                Path file = folder.toRealPath().resolve("lock");
                if (HELD.contains(file)) {
                    return Optional.empty();
                }
                FileChannel channel = FileChannel.open(file, CREATE, WRITE);
                if (channel.tryLock() == null) {
                    channel.close();
                    return Optional.empty();
                }
                HELD.add(file);
                return Optional.of(new StackLock(file, channel));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static boolean isHeld(Path folder) {
        Optional<StackLock> lock = take(folder);
        lock.ifPresent(StackLock::close);
        return lock.isEmpty();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        synchronized (HELD) {
            HELD.remove(file);
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
