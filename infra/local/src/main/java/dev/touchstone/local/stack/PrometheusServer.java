package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Folders;
import dev.touchstone.local.runtime.PrometheusInstallation;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prometheus with the project's own configuration, in which the names of the containers are replaced by ports on loopback.
 *
 * @param folder        gets the rewritten configuration and the samples
 * @param configuration the project's {@code prometheus} folder
 * @param targets       by {@code host:port} as written in the configuration: the port on loopback
 */
record PrometheusServer(Path folder, Path configuration, Map<String, Integer> targets, int port, PrometheusInstallation installation) implements Server {

    @Override
    public String name() {
        return "prometheus";
    }

    /** What is not there yet looks as what is down, and what is stopped too: Prometheus comes last and goes first. */
    @Override
    public Set<String> needs() {
        return Set.of("shop-api", "crm-api", "mes-pipeline", "rabbitmq", "alertmanager");
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("http", port);
    }

    @Override
    public List<ProcessSpecification> prepare() {
        Path rewritten = Folders.make(folder).resolve("prometheus.yml");
        Folders.writePrivately(rewritten, rewrittenConfiguration());
        return List.of(new ProcessSpecification(List.of(
                installation.server().toString(),
                "--config.file=" + rewritten,
                "--storage.tsdb.path=" + Folders.make(folder.resolve("data")),
                "--storage.tsdb.retention.time=7d",
                "--web.listen-address=127.0.0.1:" + port,
                "--enable-feature=exemplar-storage"), Map.of(), folder));
    }

    /** Rules are found relative to the configuration file, so their place is spelled out. */
    private String rewrittenConfiguration() {
        return ContainerNames.onLoopback(configuration.resolve("prometheus.yml"), targets).replace("rules/", configuration.resolve("rules") + "/");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public Health health() {
        return Health.ofHttp(address().resolve("/-/ready"), 200);
    }
}
