package dev.touchstone.scenarios.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.runtime.Project;
import java.nio.file.Path;

/** An experiment as {@code ./touchstone chaos --seed 1} runs it, whose every expectation has to hold. */
public final class BorneExperiment {
    private static final Project PROJECT = Project.find();
    private static final long SEED = 1;

    private BorneExperiment() {
    }

    /** @param folder for the report's page */
    public static void run(String name, Suite suite, Path folder) {
        Experiment experiment = Experiment.read(PROJECT.file("infra/scenarios/experiments/" + name + ".yml"));
        Laboratory laboratory = new Laboratory(suite, PROJECT.file("mes-pipeline/src/main/resources/application.yaml"),
                folder.resolve("reports"), step -> System.out.println("[e2e] " + name + step));

        Result result = laboratory.run(experiment, SEED);

        System.out.println("[e2e] " + result);
        assertThat(result.failures()).isEmpty();
        assertThat(result.account().violations()).isEmpty();
        assertThat(result.passed()).isTrue();
        assertThat(result.account().acknowledged()).isPositive();
    }
}
