package dev.touchstone.scenarios.containers;

import dev.touchstone.local.runtime.Project;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code docker compose} on the project's file, under a name and ports of its own, so that a suite that someone else runs is not
 * touched.
 *
 * @param files besides the project's own: what is different on this machine
 */
record Compose(String name, List<Path> files, Map<String, String> ports) {

    /** Images may have to be fetched and made, which can take a while or be impossible, so a run of the whole suite is asked for by this property. */
    static final String WHOLE = "touchstone.compose";
    /** Property with further compose files for machines that have not got every image, separated by commas. */
    private static final String OVERRIDES = "touchstone.compose.files";
    /** What opens the suite to experiments. */
    static final Path LABORATORY = Project.find().file("infra/docker/laboratory.yml");
    private static final long PATIENCE_MINUTES = 25;
    private static final List<String> PORTS = List.of("SHOP_API_PORT", "CRM_API_PORT", "PROMETHEUS_PORT", "GRAFANA_PORT", "DEMO_PORT", "SHOP_DB_PORT", "MES_DB_PORT",
            "RABBITMQ_MANAGEMENT_PORT", "S3_PORT", "SHOP_OBSERVE_PORT", "CRM_OBSERVE_PORT", "MES_OBSERVE_PORT");

    static boolean isToBeHad() {
        try {
            return new ProcessBuilder("docker", "compose", "version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0 && run(List.of("docker", "version", "--format", "{{.Server.Version}}"), Map.of()).code() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static List<Path> overrides() {
        return Stream.of(System.getProperty(OVERRIDES, "").split(",")).filter(file -> !file.isBlank()).map(Path::of).toList();
    }

    /** On free ports. */
    static Compose named(String name, List<Path> files) throws IOException {
        Map<String, String> ports = new TreeMap<>();
        List<ServerSocket> taken = new ArrayList<>();
        try {
            for (String variable : PORTS) {
                ServerSocket socket = new ServerSocket(0);
                taken.add(socket);
                ports.put(variable, Integer.toString(socket.getLocalPort()));
            }
        } finally {
            for (ServerSocket socket : taken) {
                socket.close();
            }
        }
        // Beyond those that the system hands out, and wide enough to miss what is taken.
        ports.put("MES_API_PORTS", "18083-18099");
        return new Compose(name, files, ports);
    }

    record Outcome(int code, String output) {
    }

    /** @throws IllegalStateException with what was printed, when the command fails */
    String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose", "--project-name", name, "--file", Project.find().file("docker-compose.yml").toString()));
        files.forEach(file -> command.addAll(List.of("--file", file.toString())));
        command.addAll(List.of(arguments));
        return successful(command);
    }

    /** What of the engine belongs to this suite: {@code container}, {@code volume} or {@code network}. */
    List<String> left(String kind) {
        List<String> command = new ArrayList<>(List.of("docker", kind, "ls", "--quiet", "--filter", "label=com.docker.compose.project=" + name));
        if (kind.equals("container")) {
            command.add("--all");
        }
        return successful(command).lines().toList();
    }

    private String successful(List<String> command) {
        try {
            Outcome outcome = run(command, ports);
            if (outcome.code() != 0) {
                throw new IllegalStateException("%s%nended with %d:%n%s".formatted(String.join(" ", command), outcome.code(), outcome.output()));
            }
            return outcome.output();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Outcome run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
            String output = String.join("\n", lines.toList());
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                throw new IllegalStateException(String.join(" ", command) + " does not end");
            }
            return new Outcome(process.exitValue(), output);
        }
    }
}
