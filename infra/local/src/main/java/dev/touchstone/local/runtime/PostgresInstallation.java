package dev.touchstone.local.runtime;

import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked from the Maven artifact for this machine.
 *
 * @param home the folder that has {@code bin}, {@code lib} and {@code share}
 */
public record PostgresInstallation(Path home) {

    private static final String VERSION = "18.6";

    public static PostgresInstallation find(RuntimeFolder runtime) {
        return new PostgresInstallation(runtime.provide("postgresql-" + VERSION, PostgresInstallation::unpack));
    }

    /**
     * The command line of one of the programs. PostgreSQL refuses to run as root, so root starts it in a user namespace of
     * its own, where it is nobody; its files remain root's.
     */
    public List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (Commands.asRoot()) {
            Path unshare = Commands.find("unshare").orElseThrow(() -> new MissingSoftware(
                    "PostgreSQL does not run as root: run as another user, or install util-linux, whose unshare lets root run it"));
            command.addAll(List.of(unshare.toString(), "-U"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    private static void unpack(Path folder) {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String architecture = ArchUtils.normalize(System.getProperty("os.arch"));
        // Zonky's own resolver fails when the archive is on the class path twice, as it is when our packaged jar, whose manifest
        // names its libraries, stands beside the same libraries; they are the same.
        try (InputStream binary = PostgresInstallation.class.getResourceAsStream("/postgres-" + system + "-" + architecture + ".txz")) {
            if (binary == null) {
                throw new MissingSoftware("no PostgreSQL for " + system + " on " + architecture + " is on the class path");
            }
            TarArchiveInputStream archive = new TarArchiveInputStream(new XZCompressorInputStream(binary));
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                unpack(archive, entry, folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(InputStream content, TarArchiveEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive reaches out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
