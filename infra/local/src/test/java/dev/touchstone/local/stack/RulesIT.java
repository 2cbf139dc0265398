package dev.touchstone.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.runtime.PrometheusInstallation;
import dev.touchstone.local.runtime.RuntimeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prometheus' own tool computes the rules on made-up samples; what it expects is in prometheus/tests. */
class RulesIT {
    private static final Project PROJECT = Project.find();

    private final PrometheusInstallation prometheus = PrometheusInstallation.find(RuntimeFolder.of(PROJECT));

    @TempDir
    private Path folder;

    static Stream<String> tests() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.file("prometheus/tests"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".test.yml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("tests")
    void computeWhatTheirTestsExpect(String test) {
        assertThat(Commands.run(folder, List.of(prometheus.promtool().toString(), "test", "rules",
                PROJECT.file("prometheus/tests").resolve(test).toString()))).contains("SUCCESS");
    }
}
