package dev.touchstone.local.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Where programs are unpacked once and then shared by every stack and test run, at the same time too: an entry appears
 * under its name only when it is complete.
 *
 * @param path {@code .touchstone/runtime} of the project, unless the system property {@code touchstone.runtime} or the
 *             environment variable {@code TOUCHSTONE_RUNTIME} says otherwise; for a project with a space in its path
 *             {@code .cache/touchstone/runtime} of the user, because RabbitMQ's scripts do not start from such a path
 */
public record RuntimeFolder(Path path) {

    /** Locks of files hold between processes only, this one between the threads of ours. */
    private static final Object WITHIN_THIS_PROCESS = new Object();

    public static RuntimeFolder of(Project project) {
        String given = System.getProperty("touchstone.runtime", System.getenv("TOUCHSTONE_RUNTIME"));
        if (given != null) {
            return new RuntimeFolder(Path.of(given).toAbsolutePath());
        }
        Path inProject = project.file(".touchstone/runtime");
        return new RuntimeFolder(inProject.toString().contains(" ")
                ? Path.of(System.getProperty("user.home"), ".cache/touchstone/runtime")
                : inProject);
    }

    /**
     * The entry's folder, filled by {@code unpack} when it is not there yet. Waits while somebody else fills it.
     *
     * @param name   says what and which version: a new version is a new name
     * @param unpack fills the empty folder it is given; the folder is renamed afterwards, so nothing in it may hold its path
     */
    Path provide(String name, Consumer<Path> unpack) {
        Path entry = path.resolve(name);
        if (Files.isDirectory(entry)) {
            return entry;
        }
        synchronized (WITHIN_THIS_PROCESS) {
            Folders.make(path);
            try (FileChannel channel = FileChannel.open(path.resolve(name + ".lock"), CREATE, WRITE); var lock = channel.lock()) {
                assert lock.isValid();
                if (!Files.isDirectory(entry)) {
                    Path partial = path.resolve(name + ".partial");
                    Folders.delete(partial);
                    unpack.accept(Folders.make(partial));
                    Files.move(partial, entry, ATOMIC_MOVE);
                }
                return entry;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
