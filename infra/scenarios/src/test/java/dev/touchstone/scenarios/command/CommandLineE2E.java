package dev.touchstone.scenarios.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.runtime.Project;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The jar that {@code ./touchstone} runs, with its libraries beside it. */
class CommandLineE2E {

    @Test
    void theJarKnowsWhereItsLibrariesAre() throws IOException, InterruptedException {
        Path jar = Project.find().file("infra/scenarios/target/scenarios.jar");
        Process help = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString(), "--help")
                .redirectErrorStream(true).start();

        assertThat(new String(help.getInputStream().readAllBytes())).contains("./touchstone up");
        assertThat(help.waitFor()).isZero();
    }
}
