package dev.touchstone.local.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * RabbitMQ, Prometheus and Alertmanager from the package sources of a Debian or Ubuntu machine, unpacked into a folder: without root,
 * nothing gets installed, nothing gets started, the machine's own package lists stay as they are.
 *
 * @param tree the unpacked packages, laid out like the root of a file system
 */
record DebianPackages(Path tree) {

    private static final List<String> PACKAGES = List.of(
            "rabbitmq-server", "prometheus", "prometheus-alertmanager", "libsctp1",
            "erlang-asn1", "erlang-base", "erlang-crypto", "erlang-eldap", "erlang-ftp", "erlang-inets", "erlang-mnesia",
            "erlang-os-mon", "erlang-parsetools", "erlang-public-key", "erlang-runtime-tools", "erlang-snmp", "erlang-ssl",
            "erlang-syntax-tools", "erlang-tftp", "erlang-tools", "erlang-xmerl");

    /** Empty when this is no Debian or Ubuntu. */
    static Optional<DebianPackages> find(RuntimeFolder runtime) {
        if (Commands.find("apt-get").isEmpty() || Commands.find("dpkg").isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DebianPackages(runtime.provide("debian-packages", DebianPackages::unpack)));
        } catch (Commands.CommandFailed e) {
            throw new MissingSoftware("RabbitMQ, Prometheus or Alertmanager is not installed, and unpacking it from the package sources of this machine failed:\n"
                    + e.getMessage() + "\nInstall them yourself: apt-get install rabbitmq-server prometheus prometheus-alertmanager", e);
        }
    }

    /** Where the unpacked shared libraries are: {@code usr/lib/x86_64-linux-gnu} and its like. */
    Path libraries() {
        try (Stream<Path> folders = Files.list(tree.resolve("usr/lib"))) {
            return folders.filter(folder -> folder.toString().endsWith("-linux-gnu")).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(Path folder) {
        try {
            Path apt = Folders.make(folder.resolve("apt"));
            Path downloads = Folders.make(apt.resolve("downloads"));
            Path configuration = Files.writeString(apt.resolve("apt.conf"), configuration(apt));
            aptGet(downloads, configuration, List.of("update"));
            List<String> download = new ArrayList<>(List.of("download"));
            download.addAll(PACKAGES);
            aptGet(downloads, configuration, download);
            try (Stream<Path> archives = Files.list(downloads)) {
                archives.sorted().forEach(archive -> Commands.run(folder, List.of("dpkg", "-x", archive.toString(), folder.toString())));
            }
            Folders.delete(apt);
            letErlangFindItself(folder.resolve("usr/lib/erlang/bin/erl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Own state and cache, the machine's sources and keys. The status of installed packages is empty, and whatever the
     * machine wants done after an update is left out, for it would be done to the machine.
     */
    private static String configuration(Path apt) throws IOException {
        Folders.make(apt.resolve("state/lists/partial"));
        Folders.make(apt.resolve("cache/archives/partial"));
        Files.createFile(apt.resolve("state/status"));
        return """
                #clear APT::Update::Pre-Invoke;
                #clear APT::Update::Post-Invoke;
                #clear APT::Update::Post-Invoke-Success;
                Dir::State "%1$s/state";
                Dir::State::status "%1$s/state/status";
                Dir::Cache "%1$s/cache";
                APT::Sandbox::User "root";
                Acquire::Languages "none";
                """.formatted(apt);
    }

    private static void aptGet(Path folder, Path configuration, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q", "-c", configuration.toString()));
        command.addAll(arguments);
        Commands.run(folder, command);
    }

    /** Debian's start script names /usr/lib/erlang; this lets it name the folder it lies in. */
    private static void letErlangFindItself(Path script) throws IOException {
        String text = Files.readString(script);
        Files.writeString(script, text.replace("ROOTDIR=/usr/lib/erlang", "ROOTDIR=$(cd \"$(dirname \"$0\")/..\" && pwd)"));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
