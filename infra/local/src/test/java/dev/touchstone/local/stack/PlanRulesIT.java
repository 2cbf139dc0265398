package dev.touchstone.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.runtime.PrometheusInstallation;
import dev.touchstone.local.runtime.RuntimeFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool computes the recording rules on made-up samples; what it expects is in prometheus/tests. */
class PlanRulesIT {
    private final Project project = Project.find();
    private final PrometheusInstallation prometheus = PrometheusInstallation.find(RuntimeFolder.of(project));

    @TempDir
    private Path folder;

    @Test
    void computeTheNumbersOfThePlan() {
        assertThat(Commands.run(folder, List.of(prometheus.promtool().toString(), "test", "rules",
                project.file("prometheus/tests/plan.test.yml").toString()))).contains("SUCCESS");
    }
}
