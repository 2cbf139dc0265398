package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.runtime.Folders;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One of the project's own services.
 *
 * @param folder      its working directory
 * @param environment its configuration, without the ports
 */
record ServiceServer(String name, Set<String> needs, Path jar, Path folder, int apiPort, int observePort, Map<String, String> environment)
        implements Server {

    @Override
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("api", apiPort);
        ports.put("observe", observePort);
        return ports;
    }

    /** A service that has run out of memory is better dead than half alive: it ends, and whoever looks after it sees that. */
    @Override
    public List<ProcessSpecification> prepare() {
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("SERVER_HOST", "127.0.0.1");
        variables.put("SERVER_PORT", Integer.toString(apiPort));
        variables.put("OBSERVE_PORT", Integer.toString(observePort));
        return List.of(new ProcessSpecification(
                List.of(Commands.java().toString(), "-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-jar", jar.toString()),
                variables, Folders.make(folder)));
    }

    URI api() {
        return URI.create("http://127.0.0.1:" + apiPort);
    }

    URI observe() {
        return URI.create("http://127.0.0.1:" + observePort);
    }

    @Override
    public Health health() {
        return Health.ofHttp(observe().resolve("/health/ready"), 200);
    }
}
