package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.AlertmanagerInstallation;
import dev.touchstone.local.runtime.Folders;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Alertmanager with the project's own configuration, in which the names of the containers are replaced by ports on loopback.
 *
 * @param folder        gets the rewritten configuration and what it remembers of alerts told and silenced
 * @param configuration the project's {@code alertmanager} folder
 * @param receivers     by {@code host:port} as written in the configuration: the port on loopback
 */
record AlertmanagerServer(Path folder, Path configuration, Map<String, Integer> receivers, int port, AlertmanagerInstallation installation)
        implements Server {

    @Override
    public String name() {
        return "alertmanager";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("http", port);
    }

    @Override
    public List<ProcessSpecification> prepare() {
        Path rewritten = Folders.make(folder).resolve("alertmanager.yml");
        Folders.writePrivately(rewritten, ContainerNames.onLoopback(configuration.resolve("alertmanager.yml"), receivers));
        return List.of(new ProcessSpecification(List.of(
                installation.server().toString(),
                "--config.file=" + rewritten,
                "--storage.path=" + Folders.make(folder.resolve("data")),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.external-url=" + address(),
                // One of its kind: no port for others.
                "--cluster.listen-address="), Map.of(), installation.home()));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public Health health() {
        return Health.ofHttp(address().resolve("/-/ready"), 200);
    }
}
