package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Folders;
import dev.touchstone.local.runtime.PrometheusInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Prometheus with the project's own configuration, in which the names of the containers are replaced by ports on loopback.
 *
 * @param folder        gets the rewritten configuration and the samples
 * @param configuration the project's {@code prometheus} folder
 * @param targets       by {@code host:port} as written in the configuration: the port on loopback
 */
record PrometheusServer(Path folder, Path configuration, Map<String, Integer> targets, int port, PrometheusInstallation installation) implements Server {

    /** How containers of one name are found; here there is one process of each. */
    private static final Pattern LOOKED_UP = Pattern.compile(
            "dns_sd_configs:\\s+- names: \\[(\\S+)]\\s+type: A\\s+port: (\\d+)\\s+refresh_interval: \\S+");
    private static final String AS_WRITTEN = "static_configs:\n      - targets: [\"$1:$2\"]";

    @Override
    public String name() {
        return "prometheus";
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
        try {
            String text = LOOKED_UP.matcher(Files.readString(configuration.resolve("prometheus.yml"))).replaceAll(AS_WRITTEN);
            for (Map.Entry<String, Integer> target : targets.entrySet()) {
                text = text.replace(target.getKey(), "127.0.0.1:" + target.getValue());
            }
            return text.replace("rules/", configuration.resolve("rules") + "/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public Health health() {
        return Health.ofHttp(address().resolve("/-/ready"), 200);
    }
}
