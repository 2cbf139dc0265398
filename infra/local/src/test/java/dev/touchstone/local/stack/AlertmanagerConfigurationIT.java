package dev.touchstone.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.runtime.AlertmanagerInstallation;
import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.runtime.RuntimeFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertmanagerConfigurationIT {

    private final Project project = Project.find();
    private final AlertmanagerInstallation alertmanager = AlertmanagerInstallation.find(RuntimeFolder.of(project));

    @TempDir
    private Path folder;

    @Test
    void isAcceptedAsItIsForContainers() {
        assertThat(amtool("check-config", project.file("alertmanager/alertmanager.yml").toString())).contains("SUCCESS");
    }

    @Test
    void isAcceptedAsTheLocalStackRewritesIt() throws Exception {
        new AlertmanagerServer(folder, project.file("alertmanager"), Map.of("demo:3000", 40_001), 40_000, alertmanager).prepare();

        Path rewritten = folder.resolve("alertmanager.yml");
        assertThat(amtool("check-config", rewritten.toString())).contains("SUCCESS");
        assertThat(Files.readString(rewritten)).contains("http://127.0.0.1:40001/api/alerts").doesNotContain("demo:3000");
    }

    @Test
    void tellsEverythingToTheDashboards() {
        for (String severity : List.of("page", "ticket", "info")) {
            assertThat(amtool("config", "routes", "test", "--config.file=" + project.file("alertmanager/alertmanager.yml"), "severity=" + severity,
                    "component=s3").lines()).last().isEqualTo("dashboards");
        }
    }

    private String amtool(String... arguments) {
        return Commands.run(folder, Stream.concat(Stream.of(alertmanager.amtool().toString()),
                Stream.of(arguments)).toList());
    }
}
