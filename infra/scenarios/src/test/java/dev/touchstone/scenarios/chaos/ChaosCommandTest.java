package dev.touchstone.scenarios.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.command.Touchstone;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ChaosCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Touchstone.commandLine(folder -> {
            throw new AssertionError("experiments find the suite by themselves");
        }, new ChaosCommand());
        return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }

    @Test
    void listsEveryExperimentAndWhichTakeContainers() {
        assertThat(run("chaos", "--list")).isZero();

        assertThat(out.toString().lines()).anyMatch(line -> line.startsWith("kill-shop-db ") && !line.contains("--compose"))
                .anyMatch(line -> line.startsWith("disconnect-mes-db ") && line.stripTrailing().endsWith("--compose"));
    }

    @Test
    void refusesToCutAProcessOff() {
        assertThat(run("chaos", "disconnect-mes-db")).isEqualTo(1);

        assertThat(err.toString()).contains("processes have none of their own: ./touchstone chaos --compose disconnect-mes-db");
        assertThat(out.toString()).isEmpty();
    }
}
