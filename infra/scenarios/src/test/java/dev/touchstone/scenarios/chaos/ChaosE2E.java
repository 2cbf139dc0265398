package dev.touchstone.scenarios.chaos;

import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.stack.Ports;
import dev.touchstone.local.stack.Stack;
import dev.touchstone.local.stack.StackSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few of the experiments, as `./touchstone chaos` runs them; all of them take too long for every build. Duplicates are borne in {@code ControlsE2E}. */
class ChaosE2E {
    private static final Project PROJECT = Project.find();

    @TempDir
    private static Path folder;
    private static Stack stack;
    private static Suite suite;

    @BeforeAll
    static void start() {
        stack = Stack.start(StackSettings.of(PROJECT).in(folder).on(Ports.free()).withoutTraces(), event -> System.out.println("[e2e] " + event));
        suite = new Suite(new Processes(stack));
    }

    @AfterAll
    static void end() {
        if (suite != null) {
            suite.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    // What restarts nothing comes first: a service that was restarted has to warm up again.
    @ParameterizedTest
    @ValueSource(strings = {"stop-shop-db", "kill-mes-pipeline"})
    void theSuiteBearsIt(String name) {
        BorneExperiment.run(name, suite, folder);
    }
}
