package dev.touchstone.observability.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What binds a process on Linux: the tightest limit of its control groups and their parents, version 1 or 2, or else the
 * machine. Read again each time, for limits may change while the process runs.
 *
 * @param root of the file system
 */
record ResourceLimits(Path root) {
    /** Version 1 says "no limit" with the largest multiple of the page size. */
    private static final long UNLIMITED = 1L << 60;

    /** Bytes. */
    long memory() throws IOException {
        long machine = machineMemory();
        return Stream.concat(
                        groups("", "memory.max").stream(),
                        groups("memory", "memory.limit_in_bytes").stream())
                .flatMap(file -> number(file).stream().boxed())
                .filter(limit -> limit > 0 && limit < UNLIMITED)
                .reduce(machine, Math::min);
    }

    /** Processors, also parts of them. */
    double processors(int machine) throws IOException {
        Stream<Double> version2 = groups("", "cpu.max").stream()
                .flatMap(file -> read(file).stream())
                .flatMap(line -> quota(line.split(" ")).stream().boxed());
        Stream<Double> version1 = groups("cpu", "cpu.cfs_quota_us").stream()
                .flatMap(file -> read(file).flatMap(quota -> read(file.resolveSibling("cpu.cfs_period_us"))
                        .map(period -> new String[] {quota, period})).stream())
                .flatMap(pair -> quota(pair).stream().boxed());
        return Stream.concat(version2, version1).reduce((double) machine, Math::min);
    }

    private static OptionalDouble quota(String... quotaAndPeriod) {
        try {
            double quota = Double.parseDouble(quotaAndPeriod[0]);
            return quota > 0 ? OptionalDouble.of(quota / Double.parseDouble(quotaAndPeriod[1])) : OptionalDouble.empty();
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            // "max": no quota.
            return OptionalDouble.empty();
        }
    }

    /** The file in the process's group of this controller and in all groups above. Empty controller: version 2. */
    private List<Path> groups(String controller, String file) throws IOException {
        List<Path> files = new ArrayList<>();
        Path membership = root.resolve("proc/self/cgroup");
        if (Files.isReadable(membership)) {
            for (String line : Files.readAllLines(membership)) {
                // hierarchy:controllers:path
                String[] parts = line.split(":", 3);
                if (parts.length == 3 && List.of(parts[1].split(",")).contains(controller)) {
                    Path mount = root.resolve("sys/fs/cgroup").resolve(controller);
                    Path group = mount.resolve(parts[2].substring(1)).normalize();
                    for (Path at = group; at != null && at.startsWith(mount); at = at.getParent()) {
                        files.add(at.resolve(file));
                    }
                }
            }
        }
        return files;
    }

    private long machineMemory() throws IOException {
        return Files.readAllLines(root.resolve("proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
                .findFirst()
                .orElseThrow(() -> new IOException("No MemTotal in meminfo"));
    }

    private static OptionalLong number(Path file) {
        try {
            return read(file).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
        } catch (NumberFormatException _) {
            // "max": no limit.
            return OptionalLong.empty();
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException _) {
            // The root group has no limits, and in a container the parents are out of sight.
            return Optional.empty();
        }
    }
}
