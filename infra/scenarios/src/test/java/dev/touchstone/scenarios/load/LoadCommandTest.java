package dev.touchstone.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.command.CommandFailure;
import dev.touchstone.local.command.ExitCode;
import dev.touchstone.local.command.Suites;
import dev.touchstone.local.command.Touchstone;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    @TempDir
    private Path folder;

    private int run(String... arguments) {
        Suites none = where -> {
            throw new CommandFailure(ExitCode.NOT_RUNNING, "no suite runs in %s", where);
        };
        return Touchstone.commandLine(none, new LoadCommand(none)).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void listsEveryScenario() {
        assertThat(run("load", "--list")).isZero();
        assertThat(out.toString()).contains("smoke", "steady", "peak", "spike", "soak", "heavy-models", "many-users");
    }

    @Test
    void anUnknownScenarioIsAWrongCommandLine() {
        assertThat(run("load", "flood")).isEqualTo(2);
        assertThat(err.toString()).contains("no scenario is called 'flood'", "steady");
    }

    @Test
    void eitherAScenarioOrTheListIsAskedFor() {
        assertThat(run("load")).isEqualTo(2);
        assertThat(run("load", "smoke", "--list")).isEqualTo(2);
    }

    @Test
    void withoutASuiteNothingIsLoaded() {
        assertThat(run("load", "smoke", "--dir", folder.toString())).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(folder).isEmptyDirectory();
    }
}
