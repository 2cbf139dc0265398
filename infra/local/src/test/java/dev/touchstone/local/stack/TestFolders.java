package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Folders of test runs. Whoever uses one holds a lock that the system frees when the JVM ends in whatever way; so a folder
 * without a holder was abandoned, and its servers are ended.
 */
record TestFolders(Path parent) {

    private static final Map<Path, FileLock> HELD = new HashMap<>();

    static TestFolders ofThisUser() {
        return new TestFolders(Folders.make(Path.of(System.getProperty("java.io.tmpdir"), "touchstone-tests-" + System.getProperty("user.name"))));
    }

    Path make() {
        Path folder = parent.resolve("run-" + UUID.randomUUID());
        try {
            synchronized (HELD) {
                // Before the folder is there for anybody to find.
                HELD.put(folder, FileChannel.open(lockFile(folder), CREATE, WRITE).lock());
            }
            return Folders.make(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what killed test runs have left behind, then makes a folder that is removed at the end of this JVM. */
    Path makeForThisJvm() {
        removeAbandoned();
        Path folder = make();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> remove(folder)));
        return folder;
    }

    void removeAbandoned() {
        try (Stream<Path> folders = Files.list(parent)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                removeIfAbandoned(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removeIfAbandoned(Path folder) throws IOException {
        synchronized (HELD) {
            if (HELD.containsKey(folder) || !Files.exists(lockFile(folder))) {
                return;
            }
            try (FileChannel channel = FileChannel.open(lockFile(folder), WRITE); FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    remove(folder);
                }
            }
        }
    }

    /**
     * Ends the servers that were started in the folder, and deletes it. The data is not needed any more, so they are killed;
     * only PostgreSQL is asked, for killed it would leave a piece of shared memory in the system.
     */
    void remove(Path folder) {
        Supervisor supervisor = new Supervisor(folder);
        List<String> servers = supervisor.known();
        servers.parallelStream().forEach(server -> {
            if (server.endsWith("-db")) {
                supervisor.stop(server);
            }
            supervisor.kill(server);
        });
        Folders.delete(folder);
        try {
            Files.deleteIfExists(lockFile(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path lockFile(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".lock");
    }
}
