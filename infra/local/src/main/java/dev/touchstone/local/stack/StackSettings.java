package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What stack to start, and where.
 *
 * @param project     whose services and files are used
 * @param folder      gets data, logs, passwords, {@code state.json} and {@code addresses.json}; one stack per folder
 * @param traces      whether Zipkin is started and the services send it their traces
 * @param environment further variables, by service
 * @param patience    how long each server may take to become healthy
 */
public record StackSettings(Project project, Path folder, Ports ports, boolean traces, Map<String, Map<String, String>> environment, Duration patience) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    public StackSettings {
        folder = folder.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** In {@code .touchstone} of the project, on the usual ports, with traces. */
    public static StackSettings of(Project project) {
        return new StackSettings(project, project.file(".touchstone"), Ports.shifted(0), true, Map.of(), PATIENCE);
    }

    public StackSettings in(Path folder) {
        return new StackSettings(project, folder, ports, traces, environment, patience);
    }

    public StackSettings on(Ports ports) {
        return new StackSettings(project, folder, ports, traces, environment, patience);
    }

    public StackSettings withoutTraces() {
        return new StackSettings(project, folder, ports, false, environment, patience);
    }

    /** @param variables added to those that the service has got so far */
    public StackSettings with(String service, Map<String, String> variables) {
        Map<String, Map<String, String>> all = new HashMap<>(environment);
        Map<String, String> merged = new HashMap<>(all.getOrDefault(service, Map.of()));
        merged.putAll(variables);
        all.put(service, Map.copyOf(merged));
        return new StackSettings(project, folder, ports, traces, all, patience);
    }
}
