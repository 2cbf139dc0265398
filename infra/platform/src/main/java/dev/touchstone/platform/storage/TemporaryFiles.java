package dev.touchstone.platform.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are kept for one piece of work and that nobody else can read, in a directory that other processes may use as well. */
public final class TemporaryFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFiles.class);
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path directory;
    private final String prefix;

    /**
     * Clears away what a process that was killed amid its work left in the directory.
     *
     * @param directory made when it is not there
     * @param prefix    of the files' names; nobody else's files begin so
     */
    public TemporaryFiles(Path directory, String prefix) throws IOException {
        this.directory = directory;
        this.prefix = prefix;
        Files.createDirectories(directory);
        sweep();
    }

    /** Empty; to be deleted by the caller. */
    public Path create(String suffix) throws IOException {
        return Files.createTempFile(directory, prefix, suffix);
    }

    /** Never throws: what could not be deleted now is cleared away later. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("A temporary file could not be deleted; the next start will try again", e);
        }
    }

    /** Only files that nobody can still be at work on: another replica may be. */
    private void sweep() throws IOException {
        Instant eldest = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, prefix + "*")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(eldest)) {
                    delete(file);
                }
            }
        }
    }
}
