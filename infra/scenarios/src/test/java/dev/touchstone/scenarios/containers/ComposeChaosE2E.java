package dev.touchstone.scenarios.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.scenarios.chaos.BorneExperiment;
import dev.touchstone.scenarios.chaos.Containers;
import dev.touchstone.scenarios.chaos.Engine;
import dev.touchstone.scenarios.chaos.Suite;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few of the experiments on containers, as {@code ./touchstone chaos --compose} runs them. */
@EnabledIf("engineAnswers")
@EnabledIfSystemProperty(named = Compose.WHOLE, matches = "true")
class ComposeChaosE2E {
    private static final String NAME = "touchstone-chaos-e2e";

    @TempDir
    private static Path folder;
    private static Compose compose;
    private static Suite suite;

    static boolean engineAnswers() {
        return Compose.isToBeHad();
    }

    @BeforeAll
    static void start() throws Exception {
        compose = Compose.named(NAME, Stream.concat(Stream.of(Compose.LABORATORY), Compose.overrides().stream()).toList());
        compose.run("up", "--detach", "--build", "--wait", "--wait-timeout", "600");
        suite = new Suite(Containers.open(Engine.docker(), NAME, folder.resolve("containers")));
    }

    @AfterAll
    static void end() {
        if (suite != null) {
            suite.close();
        }
        compose.run("--profile", "*", "down", "--volumes", "--timeout", "30");
        assertThat(List.of("container", "volume", "network")).allSatisfy(kind -> assertThat(compose.left(kind)).as(kind).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill-mes-pipeline", "stop-shop-db", "disconnect-mes-db"})
    void theSuiteBearsIt(String name) {
        BorneExperiment.run(name, suite, folder);
    }
}
