package dev.touchstone.local.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Alertmanager's programs, of the machine or unpacked.
 *
 * @param server {@code alertmanager}, or {@code prometheus-alertmanager} as Debian calls it
 * @param amtool checks its configuration
 * @param home   the folder to start the server in
 */
public record AlertmanagerInstallation(Path server, Path amtool, Path home) {

    private static final String DEBIAN_SERVER = "usr/bin/prometheus-alertmanager";
    private static final String DEBIAN_TEMPLATES = "usr/share/prometheus/alertmanager";

    /** @throws MissingSoftware when it is neither installed nor to be had from the machine's package sources */
    public static AlertmanagerInstallation find(RuntimeFolder runtime) {
        Optional<AlertmanagerInstallation> installed = Commands.find("alertmanager").or(() -> Commands.find("prometheus-alertmanager"))
                .flatMap(server -> Commands.find("amtool").map(amtool -> new AlertmanagerInstallation(server, amtool, server.getParent())));
        return installed
                .or(() -> DebianPackages.find(runtime).map(packages -> unpacked(runtime, packages.tree())))
                .orElseThrow(() -> new MissingSoftware("Alertmanager is missing: install alertmanager and amtool so that they are found on PATH"));
    }

    private static AlertmanagerInstallation unpacked(RuntimeFolder runtime, Path tree) {
        Path home = runtime.provide("alertmanager", folder -> letItFindItsTemplates(tree, folder));
        return new AlertmanagerInstallation(home.resolve(DEBIAN_SERVER), tree.resolve("usr/bin/amtool"), home);
    }

    /**
     * Debian's program reads its templates from /usr/share and does not start without them. Our copy of it has the slash at the
     * other end of that name, so that it looks below the folder that it is started in.
     */
    private static void letItFindItsTemplates(Path tree, Path folder) {
        try {
            copy(tree.resolve(DEBIAN_TEMPLATES), Folders.make(folder.resolve(DEBIAN_TEMPLATES)));
            // One byte a character, both ways.
            String program = Files.readString(tree.resolve(DEBIAN_SERVER), StandardCharsets.ISO_8859_1);
            Path server = folder.resolve(DEBIAN_SERVER);
            Folders.make(server.getParent());
            Files.writeString(server, program.replace("/usr/share/prometheus", "usr/share/prometheus/"), StandardCharsets.ISO_8859_1);
            Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file));
            Folders.make(target.getParent());
            Files.copy(file, target);
        }
    }
}
