package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.runtime.PrometheusInstallation;
import dev.touchstone.local.runtime.RuntimeFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PrometheusConfigurationIT {

    private final Project project = Project.find();
    private final PrometheusInstallation prometheus = PrometheusInstallation.find(RuntimeFolder.of(project));

    @TempDir
    private Path folder;

    @Test
    void isAcceptedAsItIsForContainers() {
        assertThat(promtool(project.file("prometheus/prometheus.yml"))).contains("SUCCESS");
    }

    @Test
    void isAcceptedAsTheLocalStackRewritesIt() throws Exception {
        new PrometheusServer(folder, project.file("prometheus"), Map.of("shop-api:9081", 40_001, "mes-pipeline:9083", 40_003), 40_000, prometheus).prepare();

        Path rewritten = folder.resolve("prometheus.yml");
        assertThat(promtool(rewritten)).contains("SUCCESS");
        assertThat(Files.readString(rewritten)).contains("127.0.0.1:40001").doesNotContain("shop-api:9081")
                .contains("targets: [\"127.0.0.1:40003\"]").doesNotContain("dns_sd")
                .contains(project.file("prometheus/rules") + "/*.yml");
    }

    private String promtool(Path configuration) {
        return Commands.run(folder, List.of(prometheus.promtool().toString(), "check", "config", configuration.toString()));
    }
}
